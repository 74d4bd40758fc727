using System.Numerics;
using System.Runtime.InteropServices;
using Aggregator.Deduplicating.Stories;

namespace Aggregator.Storage.Sqlite.Runs;

/// <summary>Tells of a value whether it surely was never added; of one in seventy of those it does not know (a Bloom filter in blocks of a cache line, 10 bits a value).</summary>
internal sealed class ValueFilter
{
    private const int BitsOfValue = 10;
    private const int WordsOfBlock = 8;
    private const int Probes = 6;

    private readonly ulong[] _words;

    /// <param name="values">That it has room for; with more it denies fewer.</param>
    public ValueFilter(long values) => _words = new ulong[Length(values) / sizeof(ulong)];

    /// <param name="bytes">What <see cref="Bytes"/> were.</param>
    public ValueFilter(ReadOnlySpan<byte> bytes) => _words = MemoryMarshal.Cast<byte, ulong>(bytes).ToArray();

    public ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(_words.AsSpan());

    /// <summary>Bytes.</summary>
    public static long Length(long values) => ((values * BitsOfValue / 64 / WordsOfBlock) + 1) * WordsOfBlock * sizeof(ulong);

    public void Add(long value)
    {
        var hash = Mixing.Finish((ulong)value);
        var block = Block(hash);
        for (var probe = 0; probe < Probes; probe++, hash >>= 9)
            block[(int)(hash >> 6) & (WordsOfBlock - 1)] |= 1UL << (int)(hash & 63);
    }

    public bool MayHave(long value)
    {
        var hash = Mixing.Finish((ulong)value);
        var block = Block(hash);
        for (var probe = 0; probe < Probes; probe++, hash >>= 9)
        {
            if ((block[(int)(hash >> 6) & (WordsOfBlock - 1)] & (1UL << (int)(hash & 63))) == 0)
                return false;
        }
        return true;
    }

    /// <summary>By the highest bits: the probes take the lowest 54.</summary>
    private Span<ulong> Block(ulong hash)
    {
        var blocks = (ulong)(_words.Length / WordsOfBlock);
        return _words.AsSpan((int)(BitOperations.RotateLeft(hash * 0x9E3779B97F4A7C15, 20) % blocks) * WordsOfBlock, WordsOfBlock);
    }
}
