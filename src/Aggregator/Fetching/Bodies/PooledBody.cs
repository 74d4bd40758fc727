using System.Buffers;

namespace Aggregator.Fetching.Bodies;

/// <summary>
/// A body in a buffer of the shared pool, so that a document costs no allocation of its size. Whoever reads it after it was given back gets an
/// exception, never another feed's bytes. One that is never given back is left to the garbage collector.
/// </summary>
internal sealed class PooledBody(int atLeast) : MemoryManager<byte>
{
    private byte[]? _buffer = ArrayPool<byte>.Shared.Rent(atLeast);
    private int _length;

    public bool IsFull => _length == Buffer.Length;

    public int Length => _length;

    /// <summary>What may be written next.</summary>
    public Memory<byte> Room => Buffer.AsMemory(_length);

    private byte[] Buffer => _buffer ?? throw new ObjectDisposedException(nameof(PooledBody), "The body was given back.");

    public void Advance(int count) => _length += count;

    /// <summary>Twice the room. Before anyone has taken <see cref="MemoryManager{T}.Memory"/>.</summary>
    public void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(Buffer.Length * 2);
        Buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(Buffer);
        _buffer = larger;
    }

    public override Span<byte> GetSpan() => Buffer.AsSpan(0, _length);

    public override MemoryHandle Pin(int elementIndex = 0) => Buffer.AsMemory(elementIndex).Pin();

    public override void Unpin()
    {
    }

    protected override bool TryGetArray(out ArraySegment<byte> segment)
    {
        segment = new(Buffer, 0, _length);
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer) ArrayPool<byte>.Shared.Return(buffer);
    }
}
