using Aggregator.Storage;
using Microsoft.Extensions.Caching.Memory;

namespace Aggregator.Outputs.Feeds;

/// <summary>
/// Keeps pages of feeds as they were written until something changes. What is asked for by thousands of readers is made once; a change is seen a second later
/// at most, new names and tags of feeds a minute later.
/// </summary>
internal sealed class WrittenFeeds(ChangeReader changes, TimeProvider time) : IDisposable
{
    private const int MostBytes = 32 * 1024 * 1024;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _pages = new(new MemoryCacheOptions { SizeLimit = MostBytes });
    private volatile Reading? _last;

    /// <summary>Null when there is nothing to write.</summary>
    public WrittenFeed? Get(string url, Func<WrittenFeed?> write)
    {
        var key = (url, Number());
        if (_pages.Get<WrittenFeed>(key) is { } known)
            return known;
        if (write() is not { } written)
            return null;
        // What is sent compressed is kept as well.
        return _pages.Set(key, written, new MemoryCacheEntryOptions { Size = (written.Body.Length * 3 / 2) + 512, AbsoluteExpirationRelativeToNow = Kept });
    }

    public void Dispose() => _pages.Dispose();

    /// <summary>Of the last change.</summary>
    private long Number()
    {
        if (_last is { } last && time.GetElapsedTime(last.At) < Look)
            return last.Number;
        // Taken before the number: what is committed in between is seen by the next look.
        var at = time.GetTimestamp();
        var number = changes.Last();
        _last = new Reading(number, at);
        return number;
    }

    private sealed record Reading(long Number, long At);
}
