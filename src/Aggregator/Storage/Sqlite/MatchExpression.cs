using Aggregator.Storage.Search;

namespace Aggregator.Storage.Sqlite;

/// <summary>
/// A query in the language of FTS5. Everything a person typed stands in a quoted string there, with quotation marks doubled: it cannot be an operator,
/// a column or an error.
/// </summary>
internal static class MatchExpression
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
        var expression = string.Join(" AND ", wanted);
        return Any(all.Where(t => t.IsExcluded)) is { } excluded ? $"({expression}) NOT ({excluded})" : expression;
    }

    /// <summary>Null when there is no word.</summary>
    public static string? Any(IEnumerable<SearchTerm> terms) =>
        terms.Select(t => Term(t, null)).OfType<string>().ToList() is { Count: > 0 } any ? string.Join(" OR ", any) : null;

    private static string? Term(SearchTerm term, string? column)
    {
        var phrases = TermRun.Of(term).Select(Phrase).ToList();
        if (phrases.Count == 0)
            return null;
        var phrase = phrases.Count == 1 ? phrases[0] : $"({string.Join(" AND ", phrases)})";
        return (term.Field ?? column) is { } field ? $"{{{field}}} : {phrase}" : phrase;
    }

    private static string Phrase(TermRun run) =>
        $"\"{run.Text.Replace("\"", "\"\"", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal)}\"{(run.IsBeginning ? " *" : "")}";
}
