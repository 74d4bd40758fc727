using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Parsing;
using Aggregator.Storage;
using Aggregator.Storage.Deliveries;

namespace Aggregator.Polling.WebSub;

/// <summary>Takes in what a hub has pushed: through the same pipeline as a fetched document, as far as this daemon may; otherwise the feed is polled soon.</summary>
internal sealed class PushReceiver(SubscriptionStore store, FeedClaims claims, PollPipeline pipeline, FeedParser parser, CatalogSource catalog, TimeProvider time)
{
    /// <param name="subscription">Whose signature has been checked.</param>
    /// <param name="body">What came.</param>
    /// <param name="contentType">Its type, or null.</param>
    public async Task<PushResult> TakeInAsync(Subscription subscription, ReadOnlyMemory<byte> body, string? contentType)
    {
        var now = time.GetUtcNow();
        if (claims.IsClaimed(subscription.FeedId))
            return PushResult.Busy;
        store.Pushed(subscription, now);
        var document = new Document { Body = body, ContentType = contentType, Url = new Uri(subscription.FeedUrl), IsDelta = true };
        // Whatever a hub sends is no failure of the feed: only what can be read goes on.
        if (catalog.Current.Find(subscription.FeedUrl) is { } definition && parser.Parse(document) is ParseOutcome.Parsed
            && claims.Claim([subscription.FeedId], now) is [var feed]
            && await StoreAsync(feed, definition, document).ConfigureAwait(false))
            return PushResult.Stored;
        store.PollSoon(subscription.FeedId, now);
        return PushResult.PolledSoon;
    }

    /// <summary>A feed that was last read by another version of the reader is to be read whole first.</summary>
    private async Task<bool> StoreAsync(DueFeed feed, FeedDefinition definition, Document document)
    {
        if (feed.State.ParserVersion == FetchedFeedReader.ReaderVersion)
            return await pipeline.TakeInAsync(feed, definition, document).ConfigureAwait(false) is PollEnd.Made { Stored: { Failure: null, Refused: false } };
        claims.Release(feed.Id);
        return false;
    }
}
