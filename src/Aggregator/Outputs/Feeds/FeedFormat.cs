using System.Collections.Immutable;

namespace Aggregator.Outputs.Feeds;

/// <summary>A way to write a feed.</summary>
internal sealed record FeedFormat(string Extension, string Name, string MediaType, Func<MergedFeed, byte[]> Write)
{
    public static readonly FeedFormat Atom = new("atom", "Atom", "application/atom+xml", AtomFeedWriter.Write);
    public static readonly FeedFormat Rss = new("rss", "Rss", "application/rss+xml", RssFeedWriter.Write);
    public static readonly FeedFormat Json = new("json", "Json", "application/feed+json", JsonFeedWriter.Write);

    public static readonly ImmutableArray<FeedFormat> All = [Atom, Rss, Json];
}
