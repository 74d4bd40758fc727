using System.Security.Cryptography;
using Aggregator.Storage.Access;

namespace Aggregator.Outputs.Access;

/// <summary>
/// The keys in force, read from the database when they were not for two seconds: so soon works what <c>aggregator keys</c> adds or removes.
/// A database that cannot be read lets nobody in.
/// </summary>
internal sealed class KeyRing(ApiKeyStore store, TimeProvider time)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    private volatile Reading? _last;

    public bool IsEmpty => Current().Count == 0;

    /// <summary>Whose key it is; null when it is nobody's. Takes as long for any text: all keys are compared, each in constant time.</summary>
    public ApiKey? Find(string text)
    {
        if (text.Length != AccessKey.Length)
            return null;
        var hash = AccessKey.Hash(text);
        ApiKey? found = null;
        foreach (var key in Current())
        {
            if (CryptographicOperations.FixedTimeEquals(key.Hash, hash))
                found = key;
        }
        return found;
    }

    /// <summary>Null when there is none of that name any more.</summary>
    public ApiKey? Named(string name) => Current().FirstOrDefault(key => key.Name == name);

    private IReadOnlyList<ApiKey> Current()
    {
        if (_last is { } last && time.GetElapsedTime(last.At) < Freshness)
            return last.Keys;
        var at = time.GetTimestamp();
        var keys = store.List();
        _last = new Reading(keys, at);
        return keys;
    }

    private sealed record Reading(IReadOnlyList<ApiKey> Keys, long At);
}
