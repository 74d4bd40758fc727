using System.Diagnostics;
using Aggregator.Configuration;
using Aggregator.Storage;

namespace Aggregator.Polling;

/// <summary>A poll as a trace: from its claim to its commit.</summary>
internal static class PollSpan
{
    /// <param name="name">poll or push.</param>
    /// <param name="feed">Just claimed.</param>
    /// <param name="now">When.</param>
    public static Activity? Begin(string name, DueFeed feed, DateTimeOffset now)
    {
        var span = Spans.Root(name, ActivityKind.Consumer);
        if (span is not { IsAllDataRequested: true })
            return span;
        return span.SetTag("aggregator.feed.id", feed.Id).SetTag("aggregator.feed.url", Redactor.Url(feed.Url)).SetTag("server.address", feed.Host[..feed.Host.LastIndexOf(':')])
            .SetTag("aggregator.claim.lateness", Math.Max(0, (now - feed.State.NextPollAt).TotalSeconds));
    }

    public static void End(Activity? span, PollEnd end)
    {
        if (span is not { IsAllDataRequested: true })
            return;
        switch (end)
        {
            case PollEnd.Made made:
                Describe(span, made.Stored);
                break;
            case PollEnd.HeldBack held:
                span.SetTag("aggregator.poll.outcome", "HeldBack").SetTag("aggregator.poll.reason", held.Why);
                break;
            default:
                span.SetTag("aggregator.poll.outcome", "Abandoned");
                break;
        }
    }

    private static void Describe(Activity span, StoredPoll stored)
    {
        var poll = stored.Poll;
        span.SetTag("aggregator.poll.outcome", poll.Outcome.ToString()).SetTag("aggregator.poll.entries", poll.Entries).SetTag("aggregator.poll.bytes", poll.BytesReceived)
            .SetTag("aggregator.articles.new", stored.Created).SetTag("aggregator.articles.updated", stored.Updated).SetTag("aggregator.articles.known", stored.Known);
        if (poll.Status is { } status)
            span.SetTag("http.response.status_code", status);
        if (stored.Failure is { } failure)
            span.Fail("Storage", failure);
        else if (poll.Outcome == PollOutcome.Failed)
            span.Fail(poll.State.FailureClass?.ToString() ?? "_OTHER", poll.Reason);
    }
}
