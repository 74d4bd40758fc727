using System.Collections.Immutable;
using Aggregator.Storage;

namespace Aggregator.Commands.Listing;

/// <summary>Which feeds are shown, and in which order.</summary>
internal sealed record FeedSelection
{
    /// <summary>What feeds can be sorted by; the first is used unasked.</summary>
    public static readonly ImmutableArray<string> Orders = ["name", "host", "health", "last", "next", "new", "articles", "failures"];

    /// <summary>Words of <see cref="FeedHealth"/>; empty for all.</summary>
    public ImmutableArray<string> Health { get; init; } = [];
    public string? Host { get; init; }
    public string? Tag { get; init; }

    /// <summary>A part of the name or the URL.</summary>
    public string? Text { get; init; }
    public string Sort { get; init; } = Orders[0];
    public int? Limit { get; init; }

    /// <param name="feeds">By name, as <see cref="FeedStore.List"/> has them: what else is equal stays in this order.</param>
    public IReadOnlyList<FeedSummary> Of(IEnumerable<FeedSummary> feeds)
    {
        var wanted = feeds.Where(IsWanted);
        var sorted = Sort switch
        {
            "host" => wanted.OrderBy(feed => feed.Host, StringComparer.Ordinal),
            // What needs somebody comes first; what is well, and what is not polled, last.
            "health" => wanted.OrderBy(feed => Severity(feed.Health)),
            "last" => wanted.OrderByDescending(feed => feed.LastPollAt ?? DateTimeOffset.MinValue),
            "next" => wanted.OrderBy(NextPoll),
            "new" => wanted.OrderByDescending(feed => feed.LastNewAt ?? DateTimeOffset.MinValue),
            "articles" => wanted.OrderByDescending(feed => feed.Articles),
            "failures" => wanted.OrderByDescending(feed => feed.Failures),
            _ => wanted,
        };
        return [.. Limit is { } limit ? sorted.Take(limit) : sorted];
    }

    public static DateTimeOffset NextPoll(FeedSummary feed) => feed.State != "active" ? DateTimeOffset.MaxValue
        : feed.HostNotBefore > feed.NextPollAt ? feed.HostNotBefore.Value
        : feed.NextPollAt;

    private bool IsWanted(FeedSummary feed) =>
        (Health.IsEmpty || Health.Contains(feed.Health))
        && (Host is null || HostWords.Means(Host, feed.Host))
        && (Tag is null || feed.TagList.Contains(Tag, StringComparer.Ordinal))
        && (Text is null || feed.Name.Contains(Text, StringComparison.OrdinalIgnoreCase) || feed.Url.Contains(Text, StringComparison.OrdinalIgnoreCase));

    private static int Severity(string health) => health switch
    {
        FeedHealth.Gone => 0,
        FeedHealth.Failing => 1,
        FeedHealth.Late => 2,
        FeedHealth.Moved => 3,
        FeedHealth.Throttled => 4,
        FeedHealth.Quiet => 5,
        FeedHealth.New => 6,
        FeedHealth.Healthy => 7,
        _ => 8,
    };
}
