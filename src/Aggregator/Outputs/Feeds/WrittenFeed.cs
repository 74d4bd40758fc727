using System.IO.Compression;
using Aggregator.Fetching;
using Microsoft.Net.Http.Headers;

namespace Aggregator.Outputs.Feeds;

/// <summary>A page of a feed as it is sent.</summary>
internal sealed class WrittenFeed
{
    private byte[]? _compressed;

    public WrittenFeed(byte[] body, DateTimeOffset updated)
    {
        Body = body;
        // Weak: compressed or not, it is the same (RFC 9110 §8.8.1).
        Tag = new EntityTagHeaderValue($"\"{Hash128.Of(body)}\"", isWeak: true);
        // A validator in whole seconds (§8.8.2).
        LastModified = DateTimeOffset.FromUnixTimeSeconds(updated.ToUnixTimeSeconds());
    }

    public byte[] Body { get; }

    public EntityTagHeaderValue Tag { get; }

    public DateTimeOffset LastModified { get; }

    /// <summary>By gzip: once, however many ask for it.</summary>
    public byte[] Compressed => _compressed ??= Compress();

    private byte[] Compress()
    {
        using var memory = new MemoryStream(Body.Length / 3);
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal))
            gzip.Write(Body);
        return memory.ToArray();
    }
}
