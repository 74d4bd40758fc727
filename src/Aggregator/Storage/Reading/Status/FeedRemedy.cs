using Aggregator.Fetching;

namespace Aggregator.Storage.Reading.Status;

/// <summary>What to do about a feed that does not come right by itself.</summary>
internal static class FeedRemedy
{
    /// <summary>Null when nothing is to be done.</summary>
    public static string? For(FeedSummary feed) => feed.Health switch
    {
        FeedHealth.Moved => "'aggregator plan' proposes the change of the list",
        FeedHealth.Gone => Of(nameof(FailureClass.Gone)),
        FeedHealth.Failing => Of(feed.FailureClass),
        FeedHealth.Quiet => "look whether it still publishes there",
        _ => null,
    };

    /// <param name="failureClass">Why it fails; null when nobody knows.</param>
    public static string Of(string? failureClass) => !Enum.TryParse<FailureClass>(failureClass, out var known) ? Look : known switch
    {
        FailureClass.Dns => "look whether the site still exists; correct the URL, or take it out of the list",
        FailureClass.BlockedAddress => "correct the URL, or allow its network in Fetching:AllowedNetworks",
        FailureClass.Tls => "its certificate is not in order: use another URL, tell the publisher, or exempt the feed in its list (tls)",
        FailureClass.Connect or FailureClass.Timeout or FailureClass.ServerError => "look whether the site is up; when it stays away, take the feed out of the list",
        FailureClass.Redirect => "open the URL in a browser and put the one that it ends at into the list",
        FailureClass.ClientError => "it may want credentials (auth) or other headers (headers) in its list; open the URL in a browser to see",
        FailureClass.NotFound or FailureClass.NotAFeed => $"{Discover}; correct the URL, or take it out of the list",
        FailureClass.Gone => $"take it out of the list; {Discover}",
        FailureClass.TooManyRequests => "give the feed a longer interval, or its host a smaller budget (Polling:Hosts)",
        FailureClass.TooLarge => "raise Fetching:MaxBytes if so large a document is meant",
        FailureClass.Truncated or FailureClass.Unparseable => "see what is wrong with it: aggregator parse URL; tell the publisher",
        FailureClass.Internal => "see the log: the fault is ours, not the publisher's",
        _ => Look,
    };

    private const string Discover = "'aggregator discover SITE' finds where the site's feeds are now";

    private const string Look = "see 'aggregator explain' of it";
}
