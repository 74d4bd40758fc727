using System.Buffers;

namespace Aggregator.Normalizing;

/// <summary>Characters on rented memory. Pass it by reference, dispose it once; not thread-safe.</summary>
internal ref struct CharBuffer(int capacity)
{
    private char[]? _rented = ArrayPool<char>.Shared.Rent(Math.Max(capacity, 256));

    public int Length { get; private set; }

    public readonly ReadOnlySpan<char> Written => _rented.AsSpan(0, Length);

    public void Append(char value)
    {
        if (Length == _rented!.Length)
            Grow(1);
        _rented![Length++] = value;
    }

    public void Append(scoped ReadOnlySpan<char> value)
    {
        if (value.Length > _rented!.Length - Length)
            Grow(value.Length);
        value.CopyTo(_rented.AsSpan(Length));
        Length += value.Length;
    }

    public void Append(System.Text.Rune rune)
    {
        Span<char> units = stackalloc char[2];
        Append(units[..rune.EncodeToUtf16(units)]);
    }

    /// <summary>Room for that many characters behind what is written; say with <see cref="Advance"/> how many were used.</summary>
    public Span<char> Reserve(int length)
    {
        if (length > _rented!.Length - Length)
            Grow(length);
        return _rented.AsSpan(Length, length);
    }

    public void Advance(int length) => Length += length;

    public void Clear() => Length = 0;

    public void Dispose()
    {
        if (_rented is { } rented)
            ArrayPool<char>.Shared.Return(rented);
        _rented = null;
    }

    public override readonly string ToString() => Written.ToString();

    private void Grow(int more)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(Length + more, Length * 2));
        Written.CopyTo(larger);
        ArrayPool<char>.Shared.Return(_rented!);
        _rented = larger;
    }
}
