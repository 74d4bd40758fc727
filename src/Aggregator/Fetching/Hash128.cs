using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Aggregator.Fetching;

/// <summary>The first 128 bits of SHA-256: enough to tell any two bodies, entries or keys apart, half the space in every row and index.</summary>
internal readonly record struct Hash128(ulong High, ulong Low)
{
    public const int Size = 16;

    public static Hash128 Of(ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(data, hash);
        return Read(hash);
    }

    public static Hash128 Of(string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        return Of(bytes);
    }

    public static Hash128 Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));

    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, High);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], Low);
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        Write(bytes);
        return bytes;
    }

    public override string ToString() => Convert.ToHexStringLower(ToBytes());
}
