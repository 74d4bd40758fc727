using System.Collections.Immutable;

namespace Aggregator.Polling.Discovery;

/// <summary>Best first: the surest way of finding, the site's own articles before comments, a feed with entries before an empty one; then the page's order.</summary>
internal static class DiscoveryRanking
{
    public static ImmutableArray<DiscoveredFeed> Order(IEnumerable<DiscoveredFeed> feeds) =>
    [
        .. feeds
            .OrderBy(feed => IsComments(feed))
            .ThenBy(feed => feed.Entries == 0)
            .ThenBy(feed => feed.Origin),
    ];

    private static bool IsComments(DiscoveredFeed feed) =>
        feed.Url.AbsolutePath.Contains("comment", StringComparison.OrdinalIgnoreCase)
        || (feed.Title ?? "").StartsWith("Comments ", StringComparison.OrdinalIgnoreCase);
}
