using System.Diagnostics;
using Aggregator.Storage.Stories;

namespace Aggregator.Storage.Sqlite.Runs;

/// <summary>
/// An entry of the story index as a run has it, in 16 bytes: 48 bits of its value, 40 of its article, 40 of its feed, so that they are in the order of their values, and
/// of their articles. Stored as little-endian processors have it.
/// </summary>
internal readonly record struct PackedBand(ulong High, ulong Low) : IComparable<PackedBand>
{
    private const int Bits = 40;
    private const int UpperBits = 16;

    public long Value => (long)(High >> UpperBits);

    public long Article => (long)(((High & ((1UL << UpperBits) - 1)) << (Bits - UpperBits)) | (Low >> Bits));

    public long Feed => (long)(Low & ((1UL << Bits) - 1));

    public static PackedBand Of(Band band)
    {
        Debug.Assert((ulong)band.Value < 1UL << (64 - UpperBits) && (ulong)band.Article < 1UL << Bits && (ulong)band.Feed < 1UL << Bits, "no number of ours has more bits");
        var article = (ulong)band.Article;
        return new PackedBand(((ulong)band.Value << UpperBits) | (article >> (Bits - UpperBits)), (article << Bits) | (ulong)band.Feed);
    }

    /// <summary>Behind all entries of a value, and before those of the next.</summary>
    public static PackedBand Behind(long value) => new(((ulong)value << UpperBits) | ((1UL << UpperBits) - 1), ulong.MaxValue);

    public int CompareTo(PackedBand other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);
}
