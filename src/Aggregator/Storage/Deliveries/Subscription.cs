namespace Aggregator.Storage.Deliveries;

/// <summary>What one hub is to tell us of one feed.</summary>
internal sealed record Subscription
{
    public long FeedId { get; init; }
    public string FeedUrl { get; init; } = "";
    public string Hub { get; init; } = "";

    /// <summary>What the hub calls the feed: its <c>rel=self</c>, else its URL.</summary>
    public string Topic { get; init; } = "";

    /// <summary>The part of the callback's URL that nobody guesses; empty before the first request.</summary>
    public string Token { get; init; } = "";

    /// <summary>The key of the hub's signatures.</summary>
    public string Secret { get; init; } = "";
    public DateTimeOffset? AskedAt { get; init; }
    public DateTimeOffset? VerifiedAt { get; init; }
    public DateTimeOffset? LeaseUntil { get; init; }
    public DateTimeOffset? PushedAt { get; init; }

    /// <summary>When polling found what should have been pushed; null since the last push.</summary>
    public DateTimeOffset? MissingAt { get; init; }
    public int Failures { get; init; }
    public DateTimeOffset NextTryAt { get; init; }
    public string? Reason { get; init; }
}
