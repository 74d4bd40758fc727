namespace Aggregator.Parsing.Detection;

/// <summary>Says in one sentence what a document is, when it is no feed.</summary>
internal static class OtherContent
{
    public static string Describe(string text)
    {
        var start = text.AsSpan(0, Math.Min(text.Length, 2_048));
        if (start.Contains("<html", StringComparison.OrdinalIgnoreCase) || start.Contains("<!doctype html", StringComparison.OrdinalIgnoreCase))
            return "The document is an HTML page, not a feed.";
        if (start.Contains("<opml", StringComparison.OrdinalIgnoreCase))
            return "The document is an OPML list of feeds, not a feed.";
        return start.Contains('<') ? "The document is markup without an rss, feed or RDF element." : "The document is neither XML nor JSON.";
    }
}
