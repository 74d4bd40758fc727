namespace Aggregator.Parsing.Repairing;

/// <summary>
/// Steps over a document type declaration without resolving anything, and picks up the simple entities it declares. External entities
/// (<c>SYSTEM</c>, <c>PUBLIC</c>) and parameter entities are not even remembered.
/// </summary>
internal static class DoctypeReader
{
    public static Dictionary<string, string> EntitiesIn(ReadOnlySpan<char> prolog)
    {
        var entities = new Dictionary<string, string>(StringComparer.Ordinal);
        var start = prolog.IndexOf("<!DOCTYPE", StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            return entities;
        prolog = prolog[start..];
        while (entities.Count < ParsingLimits.DeclaredEntities)
        {
            var next = prolog.IndexOf("<!ENTITY", StringComparison.Ordinal);
            if (next < 0)
                return entities;
            prolog = prolog[(next + "<!ENTITY".Length)..].TrimStart();
            var end = prolog.IndexOfAny(" \t\r\n");
            if (end <= 0)
                return entities;
            var name = prolog[..end];
            var value = prolog[end..].TrimStart();
            if (name is ['%', ..] || value is not ['"' or '\'', ..])
                continue;
            var close = value[1..].IndexOf(value[0]);
            if (close < 0)
                return entities;
            entities.TryAdd(name.ToString(), value.Slice(1, close).ToString());
            prolog = value[(close + 2)..];
        }

        return entities;
    }
}
