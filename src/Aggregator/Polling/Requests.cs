using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Storage;

namespace Aggregator.Polling;

/// <summary>What to ask a feed's server for.</summary>
internal static class Requests
{
    public static FetchRequest For(DueFeed feed, FeedDefinition definition, DateTimeOffset now) => new(Address(feed, definition))
    {
        // What another reader made of the document is not ours: ask for it anew.
        Validators = feed.State.ParserVersion == FetchedFeedReader.ReaderVersion && !ValidatorDoubt.IsDue(feed.State, now)
            ? feed.State.Validators
            : Validators.None,
        Headers = definition.Headers,
        UserAgent = definition.UserAgent,
        Authorization = definition.Authorization,
        Timeout = definition.Timeout,
        MaxBytes = definition.MaxBytes,
        Proxy = definition.Proxy is null ? null : new Uri(definition.Proxy),
        Certificate = definition.Tls,
    };

    /// <summary>For an older page of a feed. What the list says for the feed's server goes to no other.</summary>
    public static FetchRequest ForPage(FeedDefinition definition, Uri url, Uri feedUrl)
    {
        var request = new FetchRequest(url)
        {
            UserAgent = definition.UserAgent,
            Timeout = definition.Timeout,
            MaxBytes = definition.MaxBytes,
            Proxy = definition.Proxy is null ? null : new Uri(definition.Proxy),
        };
        return RequestUrl.SameOrigin(url, feedUrl)
            ? request with { Headers = definition.Headers, Authorization = definition.Authorization, Certificate = definition.Tls }
            : request;
    }

    /// <summary>A URL that refers to secrets is asked where it is listed: its secrets follow no redirect for good.</summary>
    private static Uri Address(DueFeed feed, FeedDefinition definition) => new(definition.RequestUrl ?? feed.PolledUrl);
}
