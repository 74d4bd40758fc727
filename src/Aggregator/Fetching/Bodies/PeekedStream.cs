namespace Aggregator.Fetching.Bodies;

/// <summary>A stream whose first two bytes were looked at.</summary>
internal sealed class PeekedStream : ReadOnlyStream
{
    private readonly Stream _rest;
    private readonly byte[] _head = new byte[2];
    private int _taken;

    private PeekedStream(Stream rest) => _rest = rest;

    /// <summary>How many of the first two bytes there were.</summary>
    public int HeadLength { get; private set; }

    /// <summary>True when the first bytes are a zlib header (RFC 1950 §2.2).</summary>
    public bool BeginsAsZlib => HeadLength == 2 && (_head[0] & 0x0F) == 8 && _head[0] >> 4 <= 7 && ((_head[0] << 8) | _head[1]) % 31 == 0;

    public static async Task<PeekedStream> OpenAsync(Stream source, CancellationToken cancellationToken)
    {
        var peeked = new PeekedStream(source);
        peeked.HeadLength = await source.ReadAtLeastAsync(peeked._head, 2, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return peeked;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_taken == HeadLength || buffer.IsEmpty) return _rest.ReadAsync(buffer, cancellationToken);
        var count = Math.Min(buffer.Length, HeadLength - _taken);
        _head.AsMemory(_taken, count).CopyTo(buffer);
        _taken += count;
        return ValueTask.FromResult(count);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _rest.Dispose();
        base.Dispose(disposing);
    }
}
