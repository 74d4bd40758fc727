using System.Collections.Immutable;

namespace Aggregator.Deduplicating.Stories;

/// <summary>
/// By what an article is found again without a scan. Bands: the smallest shingles of the whole text and of its lead (MinHash with one row a band: two
/// texts with a third of their shingles in common share one of eight with 96 %; where one is a short cut of the other, their leads do). Terms: the
/// stems that its title is made of.
/// </summary>
internal sealed record StorySketch(ImmutableArray<long> Bands, ImmutableArray<long> Terms)
{
    private const int WholeBands = 8;
    private const int LeadBands = 4;
    private const int MostTerms = 6;

    public static StorySketch Of(StoryText text)
    {
        var bands = text.ReadShingles(BandsOf);
        var terms = text.Title.Where(t => t.Weight >= 0.5).OrderByDescending(t => t.Weight).Select(t => Value(t.Stem)).Distinct().Take(MostTerms);
        return new StorySketch(bands, [.. terms]);
    }

    /// <summary>48 bits: enough for a billion, and entries of the index are smaller. It relies on that.</summary>
    public static long Value(ulong hash) => (long)(hash >> 16);

    private static ImmutableArray<long> BandsOf(ReadOnlySpan<ulong> shingles)
    {
        var bands = Smallest(shingles, WholeBands);
        foreach (var band in Smallest(shingles[..Math.Min(shingles.Length, StoryText.LeadLength)], LeadBands))
        {
            if (bands.BinarySearch(band) is var place and < 0)
                bands.Insert(~place, band);
        }
        return [.. bands];
    }

    private static List<long> Smallest(ReadOnlySpan<ulong> shingles, int count)
    {
        var smallest = new List<long>(WholeBands + LeadBands);
        foreach (var shingle in shingles)
        {
            var value = Value(shingle);
            if (smallest.Count == count && value >= smallest[^1])
                continue;
            var place = smallest.BinarySearch(value);
            if (place >= 0)
                continue;
            smallest.Insert(~place, value);
            if (smallest.Count > count)
                smallest.RemoveAt(count);
        }
        return smallest;
    }
}
