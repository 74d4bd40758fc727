using Aggregator.Normalizing;

namespace Aggregator.Polling.WebSub;

/// <summary>
/// Reads <c>Link</c> headers for hub and topic. They go before what stands in the document (WebSub §4): whoever runs the server may have added a hub that
/// the software which writes the feed knows nothing of.
/// </summary>
internal static class HubLinks
{
    /// <param name="header">What the feed says of itself.</param>
    /// <param name="link">The values of <c>Link</c> (RFC 8288 §3), with commas between; null without.</param>
    /// <param name="url">Where it came from.</param>
    public static FeedHeader Complete(FeedHeader header, string? link, Uri? url)
    {
        if (link is null || LinkHeader.Find(link, "hub", url) is not { } hub)
            return header;
        return header with { HubUrl = hub, FeedUrl = LinkHeader.Find(link, "self", url) ?? header.FeedUrl };
    }
}
