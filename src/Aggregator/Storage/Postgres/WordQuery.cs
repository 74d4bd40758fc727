using Aggregator.Storage.Search;

namespace Aggregator.Storage.Postgres;

/// <summary>Conditions in the text form of <c>tsquery</c>. What a person typed gets into it only as words of letters and digits, in quotation marks.</summary>
internal static class WordQuery
{
    /// <summary>Null when there is nothing to look for.</summary>
    public static string? Of(SearchConditions conditions)
    {
        var all = Terms(conditions.Wanted).ToList();
        if (Terms(conditions.Excluded).ToList() is { Count: > 0 } excluded)
            all.Add($"!({string.Join(" | ", excluded)})");
        return all.Count == 0 ? null : string.Join(" & ", all);
    }

    private static IEnumerable<string> Terms(IEnumerable<SearchTerm> terms) => terms.Select(Term).OfType<string>();

    private static string? Term(SearchTerm term)
    {
        var weight = WordColumns.Of(term.Field);
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
