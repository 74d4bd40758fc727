using Aggregator.Storage.Search;

namespace Aggregator.Storage.Sqlite;

/// <summary>
/// Conditions in the language of FTS5. Everything a person typed stands in a quoted string there, with quotation marks doubled: it cannot be an operator,
/// a column or an error.
/// </summary>
internal static class MatchExpression
{
    /// <summary>Null when there is nothing to look for.</summary>
    /// <param name="conditions">All of them must hold.</param>
    /// <param name="inTitles">Asked is the index that has titles only.</param>
    public static string? Of(SearchConditions conditions, bool inTitles)
    {
        var wanted = Terms(conditions.Wanted, inTitles).Concat(conditions.Marks.Select(AnyMark)).ToList();
        var excluded = Terms(conditions.Excluded, inTitles).ToList();
        if (wanted.Count == 0 && excluded.Count > 0)
            wanted.Add(AnyMark(SearchMarks.OfAll));
        if (wanted.Count == 0)
            return null;
        var all = string.Join(" AND ", wanted);
        return excluded.Count == 0 ? all : $"({all}) NOT ({string.Join(" OR ", excluded)})";
    }

    private static IEnumerable<string> Terms(IEnumerable<SearchTerm> terms, bool inTitles) => terms.Select(term => Term(term, inTitles)).OfType<string>();

    private static string? Term(SearchTerm term, bool inTitles)
    {
        var phrases = TermRun.Of(term).Select(Phrase).ToList();
        if (phrases.Count == 0)
            return null;
        var phrase = phrases.Count == 1 ? phrases[0] : $"({string.Join(" AND ", phrases)})";
        return term.Field is { } field && !inTitles ? $"{{{field}}} : {phrase}" : phrase;
    }

    private static string Phrase(TermRun run) =>
        $"\"{run.Text.Replace("\"", "\"\"", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal)}\"{(run.IsBeginning ? " *" : "")}";

    /// <summary>Marks hold letters and digits only. No mark is nothing that an article has.</summary>
    private static string AnyMark(IReadOnlyList<string> marks) => marks.Count == 0 ? "\"\uE00F\"" : $"({string.Join(" OR ", marks.Select(mark => $"\"{mark}\""))})";
}
