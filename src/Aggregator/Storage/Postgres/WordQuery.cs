using Aggregator.Storage.Search;

namespace Aggregator.Storage.Postgres;

/// <summary>A query in the text form of <c>tsquery</c>. What a person typed gets into it only as words of letters and digits, in quotation marks.</summary>
internal static class WordQuery
{
    /// <summary>Null when there is no word to look for.</summary>
    /// <param name="terms">All of them must hold.</param>
    /// <param name="column">The column for terms that name none; null is any.</param>
    public static string? Of(IEnumerable<SearchTerm> terms, string? column)
    {
        var all = terms.ToList();
        var wanted = all.Where(t => !t.IsExcluded).Select(t => Term(t, column)).OfType<string>().ToList();
        if (wanted.Count == 0)
            return null;
        var expression = string.Join(" & ", wanted);
        return Any(all.Where(t => t.IsExcluded)) is { } excluded ? $"{expression} & !({excluded})" : expression;
    }

    /// <summary>Null when there is no word.</summary>
    public static string? Any(IEnumerable<SearchTerm> terms) =>
        terms.Select(t => Term(t, null)).OfType<string>().ToList() is { Count: > 0 } any ? string.Join(" | ", any) : null;

    private static string? Term(SearchTerm term, string? column)
    {
        var weight = WordColumns.Of(term.Field ?? column);
        var phrases = TermRun.Of(term).Select(run => Phrase(run, weight)).OfType<string>().ToList();
        return phrases.Count == 0 ? null : $"({string.Join(" & ", phrases)})";
    }

    private static string? Phrase(TermRun run, string weight)
    {
        var words = SearchWords.Of(run.Text).ToList();
        if (words.Count == 0)
            return null;
        var last = words.Count - 1;
        return $"({string.Join(" <-> ", words.Select((word, i) => Word(word, weight, isBeginning: run.IsBeginning && i == last)))})";
    }

    private static string Word(string word, string weight, bool isBeginning) => (isBeginning, weight) switch
    {
        (false, "") => $"'{word}'",
        (true, _) => $"'{word}':*{weight}",
        _ => $"'{word}':{weight}",
    };
}
