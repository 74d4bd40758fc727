namespace Aggregator.Normalizing;

/// <summary>Reads and rewrites <c>srcset</c> (HTML standard §4.8.4.2.1): each candidate's URL is checked like any other, what is odd goes.</summary>
internal static class SourceSet
{
    public static string? Clean(ReadOnlySpan<char> written, Uri? @base)
    {
        var candidates = new List<string>();
        var rest = written;
        while (candidates.Count < NormalizingLimits.SourceSetCandidates)
        {
            rest = rest.TrimStart(" \t\n\r\f,");
            if (rest.IsEmpty)
                break;
            var end = rest.IndexOfAny(" \t\n\r\f");
            var url = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[end..];
            ReadOnlySpan<char> descriptor = [];
            if (url[^1] == ',')
            {
                url = url.TrimEnd(',');
            }
            else
            {
                var comma = rest.IndexOf(',');
                descriptor = (comma < 0 ? rest : rest[..comma]).Trim();
                rest = comma < 0 ? [] : rest[(comma + 1)..];
            }
            // A URL with a comma at an end, or a data: one, would be cut elsewhere by the next reader.
            if (UrlCleaner.Resolve(url, @base, AttributeKind.Media) is { } clean && IsDescriptor(descriptor) && clean[0] != ',' && clean[^1] != ',')
                candidates.Add(descriptor.IsEmpty ? clean : $"{clean} {descriptor}");
        }
        return candidates.Count == 0 ? null : string.Join(", ", candidates);
    }

    private static bool IsDescriptor(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return true;
        if (text[^1] is not ('w' or 'x' or 'h') || text.Length is 1 or > 12)
            return false;
        foreach (var c in text[..^1])
        {
            if (!char.IsAsciiDigit(c) && c != '.')
                return false;
        }
        return true;
    }
}
