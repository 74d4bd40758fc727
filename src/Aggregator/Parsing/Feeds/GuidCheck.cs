namespace Aggregator.Parsing.Feeds;

/// <summary>Notes guids that stand on several entries of one document; what to make of them is decided later.</summary>
internal static class GuidCheck
{
    public static void Note(ReadOnlySpan<ParsedEntry> entries, DiagnosticLog log)
    {
        var seen = new HashSet<string>(entries.Length, StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (entry.Id is not null && !seen.Add(entry.Id))
                log.Add(DiagnosticCode.GuidRepeated, entry.Id.Length > 100 ? entry.Id[..100] : entry.Id);
        }
    }
}
