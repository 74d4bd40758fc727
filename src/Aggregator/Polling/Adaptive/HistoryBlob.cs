using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Aggregator.Polling.Adaptive;

/// <summary>
/// A publishing history as bytes on the feed's row: a version, then the fields in order, counts as half-precision numbers and only those
/// that are not 0. A few hundred bytes for most feeds, 1.2 KB at most.
/// </summary>
internal static class HistoryBlob
{
    private const byte Version = 1;
    private const int Counts = Rhythm.Hours + Rhythm.Bins;
    private const int MaskBytes = Counts / 8;
    private const int Head = 1 + 8 + 8 + 8 + (4 * (Kernels.Sources + Kernels.Count)) + 1;

    public static byte[] Write(PublishingHistory history)
    {
        var blob = new byte[Head + (4 * RecentGaps.Kept) + MaskBytes + (2 * Counts)];
        blob[0] = Version;
        var at = 1;
        BinaryPrimitives.WriteDoubleLittleEndian(blob.AsSpan(at), history.Since);
        BinaryPrimitives.WriteDoubleLittleEndian(blob.AsSpan(at + 8), history.Until);
        BinaryPrimitives.WriteInt64LittleEndian(blob.AsSpan(at + 16), history.Articles);
        at += 24;
        foreach (var number in (double[])[.. history.Brought, .. history.Excited])
            Append(blob, ref at, (float)number);
        blob[at++] = (byte)history.Gaps.Hours.Length;
        foreach (var gap in history.Gaps.Hours)
            Append(blob, ref at, gap);
        var mask = blob.AsSpan(at, MaskBytes);
        at += MaskBytes;
        for (var index = 0; index < Counts; index++)
        {
            var count = (Half)Math.Min(history.Counts[index], 60_000);
            if (count <= (Half)0.001)
                continue;
            mask[index / 8] |= (byte)(1 << (index % 8));
            BinaryPrimitives.WriteHalfLittleEndian(blob.AsSpan(at), count);
            at += 2;
        }
        return blob[..at];
    }

    /// <summary>Null when there is none, or when it is of another version or damaged: what is not known is learned again.</summary>
    public static PublishingHistory? Read(byte[]? blob)
    {
        if (blob is not [Version, ..] || blob.Length < Head + MaskBytes)
            return null;
        var at = 1;
        var since = BinaryPrimitives.ReadDoubleLittleEndian(blob.AsSpan(at));
        var until = BinaryPrimitives.ReadDoubleLittleEndian(blob.AsSpan(at + 8));
        var articles = BinaryPrimitives.ReadInt64LittleEndian(blob.AsSpan(at + 16));
        at += 24;
        var brought = new double[Kernels.Sources];
        var excited = new double[Kernels.Count];
        foreach (ref var number in brought.AsSpan())
            number = Next(blob, ref at);
        foreach (ref var number in excited.AsSpan())
            number = Next(blob, ref at);
        var gaps = new float[blob[at++]];
        if (gaps.Length > RecentGaps.Kept || blob.Length < at + (4 * gaps.Length) + MaskBytes)
            return null;
        foreach (ref var gap in gaps.AsSpan())
            gap = Next(blob, ref at);
        return ReadCounts(blob, at) is { } counts && IsSound(since, until, brought, excited, gaps)
            ? new PublishingHistory(since, until, articles, counts, brought, excited, new RecentGaps(ImmutableArray.Create(gaps)))
            : null;
    }

    /// <summary>Null when one of them is no number of articles.</summary>
    private static float[]? ReadCounts(byte[] blob, int at)
    {
        var mask = blob.AsSpan(at, MaskBytes);
        at += MaskBytes;
        var counts = new float[Counts];
        for (var index = 0; index < Counts; index++)
        {
            if ((mask[index / 8] >> (index % 8) & 1) == 0)
                continue;
            if (at + 2 > blob.Length)
                return null;
            counts[index] = (float)BinaryPrimitives.ReadHalfLittleEndian(blob.AsSpan(at));
            if (!IsCount(counts[index]))
                return null;
            at += 2;
        }
        return counts;
    }

    private static bool IsSound(double since, double until, double[] brought, double[] excited, float[] gaps) =>
        double.IsFinite(since) && double.IsFinite(until) && since >= 0 && until >= since && until < 1e8
        && Array.TrueForAll(brought, IsCount) && Array.TrueForAll(excited, IsCount)
        && Array.TrueForAll(gaps, gap => IsCount(gap));

    private static bool IsCount(double number) => double.IsFinite(number) && number >= 0;

    private static void Append(byte[] blob, ref int at, float number)
    {
        BinaryPrimitives.WriteSingleLittleEndian(blob.AsSpan(at), number);
        at += 4;
    }

    private static float Next(byte[] blob, ref int at)
    {
        var number = BinaryPrimitives.ReadSingleLittleEndian(blob.AsSpan(at));
        at += 4;
        return number;
    }
}
