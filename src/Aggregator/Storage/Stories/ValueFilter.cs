using System.Numerics;
using Aggregator.Deduplicating.Stories;

namespace Aggregator.Storage.Stories;

/// <summary>
/// Tells of a value whether it surely was never added; of one in seventy of those it does not know (a Bloom filter in blocks of a cache line, 10 bits a
/// value). It grows in parts, each four times as large as the one before, up to 4 MB: every part is looked into.
/// </summary>
internal sealed class ValueFilter
{
    private const int BitsOfValue = 10;
    private const int WordsOfBlock = 8;
    private const int Probes = 6;
    private const int FirstBlocks = 2_048;

    private const int MostBlocks = 65_536;

    /// <summary>Some 9,000,000 values in 11 MB; above that it knows nothing any more.</summary>
    private const int MostParts = 5;

    private readonly List<ulong[]> _parts = [];
    private int _room;

    public bool IsFull { get; private set; }

    public void Add(long value)
    {
        if (_room == 0 && !IsFull)
            Grow();
        if (IsFull)
            return;
        _room--;
        var hash = Mixing.Finish((ulong)value);
        var block = Block(_parts[^1], hash);
        for (var probe = 0; probe < Probes; probe++, hash >>= 9)
            block[(int)(hash >> 6) & (WordsOfBlock - 1)] |= 1UL << (int)(hash & 63);
    }

    public bool MayHave(long value)
    {
        if (IsFull)
            return true;
        var hash = Mixing.Finish((ulong)value);
        foreach (var part in _parts)
        {
            if (Has(Block(part, hash), hash))
                return true;
        }
        return false;
    }

    private static bool Has(ReadOnlySpan<ulong> block, ulong hash)
    {
        for (var probe = 0; probe < Probes; probe++, hash >>= 9)
        {
            if ((block[(int)(hash >> 6) & (WordsOfBlock - 1)] & (1UL << (int)(hash & 63))) == 0)
                return false;
        }
        return true;
    }

    /// <summary>By the highest bits: the probes take the lowest 54.</summary>
    private static Span<ulong> Block(ulong[] part, ulong hash)
    {
        var blocks = (ulong)(part.Length / WordsOfBlock);
        return part.AsSpan((int)(BitOperations.RotateLeft(hash * 0x9E3779B97F4A7C15, 20) % blocks) * WordsOfBlock, WordsOfBlock);
    }

    private void Grow()
    {
        if (_parts.Count == MostParts)
        {
            IsFull = true;
            _parts.Clear();
            return;
        }
        var blocks = Math.Min(FirstBlocks << (2 * _parts.Count), MostBlocks);
        _parts.Add(new ulong[blocks * WordsOfBlock]);
        _room = blocks * WordsOfBlock * 64 / BitsOfValue;
    }
}
