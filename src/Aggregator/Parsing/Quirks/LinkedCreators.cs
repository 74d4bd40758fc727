namespace Aggregator.Parsing.Quirks;

/// <summary>Publishers of papers put all authors into one <c>dc:creator</c>, each an HTML link, with commas between.</summary>
internal static class LinkedCreators
{
    private const string LinkEnd = "</a>";

    public static ParsedEntry Apply(ParsedEntry entry, EntrySource source)
    {
        if (entry.Authors is not [{ Name: { Form: TextForm.Undeclared } name, Email: null }] || Links(name.Value) < 2)
            return entry;
        var parts = name.Value.Split(", ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == Links(name.Value)
            ? entry with { Authors = [.. parts.Select(part => new ParsedPerson(name with { Value = part }, null, null))] }
            : entry;
    }

    private static int Links(string text) => text.AsSpan().Count(LinkEnd);
}
