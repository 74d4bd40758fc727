using Aggregator.Polling;
using Aggregator.Storage;
using Aggregator.Storage.Reading;

namespace Aggregator.Outputs;

/// <summary>What people and programs can do with a feed. Each says in a sentence what came of it, and whether it was done.</summary>
internal sealed class FeedActions(FeedClaims claims, FeedSwitch switches, PollPipeline pipeline)
{
    public (string Text, bool Done) Poll(FeedSummary feed, DateTimeOffset now)
    {
        if (feed.State != "active")
            return ($"Feed {feed.Id} is {feed.State} and not polled; resume it, or enable it in its list.", false);
        if (claims.Claim([feed.Id], now) is [var claimed])
        {
            // Its end is reported like any other poll's.
            _ = pipeline.SubmitAsync(claimed);
            return ("Its poll has begun.", true);
        }
        if (claims.IsClaimed(feed.Id))
            return ("A poll of it is under way.", true);
        switches.MakeDue(feed.Id, now);
        return ("It is due now; the daemon that has its host polls it.", true);
    }

    public (string Text, bool Done) Pause(FeedSummary feed, string by, DateTimeOffset now) => switches.Pause(feed.Id, by, now) == "paused"
        ? ("It is paused.", true)
        : ($"Feed {feed.Id} left the lists and is not polled anyway.", false);

    public (string Text, bool Done) Resume(FeedSummary feed, DateTimeOffset now) => switches.Resume(feed.Id, now) switch
    {
        "active" => ("It is polled.", true),
        "paused" => ($"The list of feed {feed.Id} says enabled: false; enable it there.", false),
        _ => ($"Feed {feed.Id} left the lists; list it again.", false),
    };
}
