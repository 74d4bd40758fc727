using System.Globalization;

namespace Aggregator.Storage.Search;

/// <summary>Orders what was found: a word in the title counts more than one in the text, news more than what is old.</summary>
internal static class SearchRanking
{
    /// <summary>Days after which an article weighs half.</summary>
    private const double HalfLife = 30;

    private const double InTitle = 2;

    public static double Score(string? title, DateTimeOffset publishedAt, IReadOnlyCollection<SearchTerm> wanted, DateTimeOffset now)
    {
        var compare = CultureInfo.InvariantCulture.CompareInfo;
        var inTitle = wanted.Count(t => compare.IndexOf(title ?? "", t.Text, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0);
        var text = 1 + (wanted.Count == 0 ? 0 : InTitle * inTitle / wanted.Count);
        return text / (1 + (Math.Max(0, (now - publishedAt).TotalDays) / HalfLife));
    }
}
