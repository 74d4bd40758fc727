using System.Xml.Linq;
using CodeHollow.FeedReader;
using CodeHollow.FeedReader.Feeds;

namespace Aggregator.Parsing.Feeds;

/// <summary>
/// CodeHollow's typed feeds and items over elements of the canonical tree. They find every scalar field right there, since names, prefixes and characters are already
/// mended. What they get wrong (dates, bodies, links by relation, lists) is read from the elements instead.
/// </summary>
internal static class TypedReader
{
    public static BaseFeed? Feed(XElement header, FeedType? type) => Guarded<BaseFeed>(() => type switch
    {
        FeedType.Atom => new AtomFeed("", header),
        FeedType.Rss_1_0 when header.Parent is not null => new Rss10Feed("", header),
        FeedType.Rss_0_91 => new Rss091Feed("", header),
        FeedType.Rss_0_92 => new Rss092Feed("", header),
        FeedType.Rss_2_0 => new Rss20Feed("", header),
        _ => null,
    });

    public static BaseFeedItem? Item(XElement entry, FeedType? type) => Guarded<BaseFeedItem>(() => type switch
    {
        FeedType.Atom => entry.Element(entry.Name.Namespace + "id") is null ? null : new AtomFeedItem(entry),
        FeedType.Rss_1_0 => new Rss10FeedItem(entry),
        FeedType.Rss_0_91 => new Rss091FeedItem(entry),
        FeedType.Rss_0_92 => new Rss092FeedItem(entry),
        FeedType.Rss_2_0 => new Rss20FeedItem(entry),
        _ => null,
    });

    /// <summary>Its constructors throw on odd dates and missing elements, undocumented and of several types; the elements are read either way.</summary>
    private static T? Guarded<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
#pragma warning disable CA1031 // see above: nothing but the typed view is lost
        catch (Exception e) when (e is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return null;
        }
    }
}
