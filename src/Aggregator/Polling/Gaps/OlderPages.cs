using System.Globalization;
using Aggregator.Fetching;
using Aggregator.Parsing;

namespace Aggregator.Polling.Gaps;

/// <summary>Where the entries before those of a document are: by its own word (RFC 5005), or by the habit of the software that wrote it.</summary>
internal static class OlderPages
{
    private const string WordPressPage = "paged";

    /// <summary>Null when nothing tells. An archive never changes while pages move on with every new entry, so it goes first.</summary>
    public static Uri? Before(ParsedFeed feed, Document document)
    {
        var written = feed.PreviousArchiveUrl ?? Header("prev-archive") ?? feed.NextPageUrl ?? Header("next");
        if (written is not null && RequestUrl.Read(written, out _, out _) is { } page)
            return page == document.Url ? null : page;
        return document.Url is { } url && IsWordPress(feed) ? NextPage(url) : null;

        string? Header(string relation) => document.Link is { } link ? LinkHeader.Find(link, relation, document.Url) : null;
    }

    private static bool IsWordPress(ParsedFeed feed) =>
        feed.Generator is { } name && name.Contains("wordpress", StringComparison.OrdinalIgnoreCase);

    /// <summary>The same URL with <c>paged</c> one higher; the first page has none.</summary>
    private static Uri? NextPage(Uri url)
    {
        var parts = url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries);
        var page = parts.FirstOrDefault(part => part.StartsWith(WordPressPage + "=", StringComparison.Ordinal)) is { } written
            && int.TryParse(written.AsSpan(WordPressPage.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        var others = parts.Where(part => !part.StartsWith(WordPressPage + "=", StringComparison.Ordinal));
        var query = string.Join('&', others.Append(string.Create(CultureInfo.InvariantCulture, $"{WordPressPage}={page + 1}")));
        return RequestUrl.Read($"{url.GetLeftPart(UriPartial.Path)}?{query}", out _, out _);
    }
}
