using System.Text;

namespace Aggregator.Storage.Search;

/// <summary>
/// A query in the language of FTS5. Everything a person typed stands in a quoted string there, with quotation marks doubled: it cannot be an operator,
/// a column or an error.
/// </summary>
internal static class MatchExpression
{
    /// <summary>Two letters begin a thousand words, of which every match would be read; they are taken for a word.</summary>
    private const int ShortestPrefix = 3;

    /// <summary>Null when there is no word to look for.</summary>
    /// <param name="terms">All of them must hold.</param>
    /// <param name="column">The column for terms that name none; null is any.</param>
    public static string? Of(IEnumerable<SearchTerm> terms, string? column)
    {
        var all = terms.ToList();
        var wanted = all.Where(t => !t.IsExcluded).Select(t => Term(t, column)).ToList();
        if (wanted.Count == 0)
            return null;
        var expression = string.Join(" AND ", wanted);
        var excluded = all.Where(t => t.IsExcluded).Select(t => Term(t, null)).ToList();
        return excluded.Count == 0 ? expression : $"({expression}) NOT ({string.Join(" OR ", excluded)})";
    }

    private static string Term(SearchTerm term, string? column)
    {
        var phrases = new List<string>();
        var word = new StringBuilder();
        var unspaced = new StringBuilder();
        foreach (var rune in term.Text.EnumerateRunes())
        {
            var isUnspaced = SearchText.IsUnspaced(rune.Value);
            Flush(isUnspaced ? word : unspaced, isLast: false);
            (isUnspaced ? unspaced : word).Append(rune);
        }
        Flush(word, isLast: true);
        Flush(unspaced, isLast: true);
        var phrase = phrases.Count == 1 ? phrases[0] : $"({string.Join(" AND ", phrases)})";
        return (term.Field ?? column) is { } field ? $"{{{field}}} : {phrase}" : phrase;

        void Flush(StringBuilder run, bool isLast)
        {
            if (run.Length == 0)
                return;
            var (text, isBeginning) = ReferenceEquals(run, unspaced) ? SearchText.SegmentRun(run.ToString()) : (run.ToString(), isLast && term.IsPrefix && run.Length >= ShortestPrefix);
            if (text.EnumerateRunes().Any(Rune.IsLetterOrDigit))
                phrases.Add($"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal)}\"{(isBeginning ? " *" : "")}");
            run.Clear();
        }
    }
}
