using Aggregator.Fetching;

namespace Aggregator.Storage;

/// <summary>What a person can do about a feed: for those states that do not end by themselves.</summary>
internal static class FeedRemedy
{
    /// <summary>Null when nothing is to be done.</summary>
    public static string? Of(FeedSummary feed) => feed.Health switch
    {
        FeedHealth.Gone => "remove it from its list; its articles stay",
        FeedHealth.Moved => "list it under its new URL: 'aggregator plan' shows the change",
        FeedHealth.Late => "see below whether the daemon has more to do than it can; raise Polling:Concurrency, or poll less",
        FeedHealth.Quiet => "look whether it still publishes there",
        FeedHealth.Failing => Enum.TryParse<FailureClass>(feed.FailureClass, out var failure) ? Of(failure) : "'aggregator explain' tells more of it",
        _ => null,
    };

    private static string Of(FailureClass failure) => failure switch
    {
        FailureClass.Dns => "look whether the domain still exists; correct the URL in its list, or remove it",
        FailureClass.BlockedAddress => "if the address is yours, allow it by Fetching:AllowedNetworks or Fetching:AllowedHosts; otherwise remove the feed",
        FailureClass.Connect or FailureClass.Timeout => "look whether the site answers elsewhere: a firewall or a proxy may be in the way; timeout in its list gives it longer",
        FailureClass.Tls => "its publisher has to mend the certificate; tls in its list exempts a certificate that you know",
        FailureClass.Redirect => "open the URL in a browser, and list the one that it ends at",
        FailureClass.ClientError => "a 401 or 403 may want auth, headers or another userAgent in its list",
        FailureClass.NotFound => "'aggregator discover' finds the feeds of its site; correct the URL in its list, or remove it",
        FailureClass.Gone => "nothing yet: it is asked once more after a day",
        FailureClass.TooManyRequests => "poll it less: interval in its list, or a rule for its host in Polling:Hosts",
        FailureClass.ServerError or FailureClass.Truncated => "its publisher has to mend it; tell them if it lasts",
        FailureClass.TooLarge => "raise maxBytes in its list if its size is right",
        FailureClass.NotAFeed => "'aggregator discover' finds the feed of a page; correct the URL in its list",
        FailureClass.Unparseable => "'aggregator parse --explain' shows what is wrong with the document; tell its publisher",
        FailureClass.Internal => "a bug of this program: see the log, and report it",
        _ => throw new ArgumentOutOfRangeException(nameof(failure)),
    };
}
