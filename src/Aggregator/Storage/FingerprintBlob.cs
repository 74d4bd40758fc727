using Aggregator.Fetching;

namespace Aggregator.Storage;

/// <summary>Hashes, one after the other, in one column.</summary>
internal static class FingerprintBlob
{
    public static Hash128[] Read(byte[]? blob)
    {
        if (blob is null)
            return [];
        var hashes = new Hash128[blob.Length / Hash128.Size];
        for (var i = 0; i < hashes.Length; i++)
            hashes[i] = Hash128.Read(blob.AsSpan(i * Hash128.Size, Hash128.Size));
        return hashes;
    }

    public static byte[]? Write(IReadOnlyList<Hash128> hashes)
    {
        if (hashes.Count == 0)
            return null;
        var blob = new byte[hashes.Count * Hash128.Size];
        for (var i = 0; i < hashes.Count; i++)
            hashes[i].Write(blob.AsSpan(i * Hash128.Size));
        return blob;
    }
}
