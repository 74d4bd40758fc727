using Aggregator.Deduplicating.Stories;
using Aggregator.Normalizing;
using Aggregator.Storage.Search;

namespace Aggregator.Storage.Reading;

/// <summary>Cuts the part of a text out that shows why it was found.</summary>
internal static class SnippetCutter
{
    private const int Before = 60;
    private const int Length = 220;

    public static string Cut(string text, IEnumerable<SearchTerm> terms)
    {
        // Beyond that nobody reads.
        var head = Letters.Fold(TextScrubber.Cut(text, 20_000).ToString());
        var first = terms.Where(t => t.Field is null)
            .Select(t => head.IndexOf(Letters.Fold(t.Text), StringComparison.Ordinal))
            .Where(at => at >= 0)
            .DefaultIfEmpty(0)
            .Min();
        var start = Math.Max(0, first - Before);
        if (start > 0)
        {
            var blank = text.IndexOf(' ', start);
            start = blank >= 0 && blank < first ? blank + 1 : start;
            if (char.IsLowSurrogate(text[start]))
                start++;
        }
        var rest = text.AsSpan(start);
        var cut = TextScrubber.Cut(rest, Length);
        if (cut.Length < rest.Length && cut.LastIndexOf(' ') is > Length / 2 and var end)
            cut = cut[..end];
        return $"{(start > 0 ? "…" : "")}{cut}{(cut.Length < rest.Length ? "…" : "")}";
    }
}
