using Aggregator.Deduplicating.Stories;
using Aggregator.Storage.Search;

namespace Aggregator.Storage.Reading;

/// <summary>Orders what was found: a word in the title counts more than one in the text, news more than what is old.</summary>
internal static class SearchRanking
{
    /// <summary>Days after which an article weighs half.</summary>
    private const double HalfLife = 30;

    private const double InTitle = 2;

    public static double Score(string? title, DateTimeOffset publishedAt, IReadOnlyCollection<SearchTerm> wanted, DateTimeOffset now)
    {
        var folded = Letters.Fold(title ?? "");
        var inTitle = wanted.Count(t => folded.Contains(Letters.Fold(t.Text), StringComparison.Ordinal));
        var text = 1 + (wanted.Count == 0 ? 0 : InTitle * inTitle / wanted.Count);
        return text / (1 + (Math.Max(0, (now - publishedAt).TotalDays) / HalfLife));
    }
}
