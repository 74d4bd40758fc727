using Aggregator.Configuration;
using Aggregator.Deduplicating;
using Aggregator.Fetching;
using Aggregator.Normalizing;
using Aggregator.Storage;

namespace Aggregator.Tests.Storage;

/// <summary>Feeds and polls for storage tests, in one line each.</summary>
internal static class TestPolls
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static FeedDefinition Definition(string url) => new() { Url = url, Location = new SourceLocation("list.yaml", 1, 1) };

    public static Catalog Catalog(params string[] urls) => new([.. urls.Select(Definition)]);

    public static CompletedPoll Poll(DueFeed feed, DateTimeOffset at, params ArticleDraft[] entries)
    {
        var document = new DocumentKeys(entries.Select(e => EntryKeys.Of(e.Guid, e.CanonicalUrl)));
        return new CompletedPoll
        {
            Feed = feed,
            StartedAt = at,
            Duration = TimeSpan.FromMilliseconds(20),
            Outcome = PollOutcome.Changed,
            Status = 200,
            BytesReceived = 1000,
            Entries = entries.Length,
            State = feed.State with
            {
                Validators = new Validators($"\"{at.Ticks}\"", null),
                Fingerprints = [.. entries.Select(e => e.RawFingerprint)],
                NextPollAt = at.AddHours(1),
                NextPollWhy = "interval 1h",
                LastPollAt = at,
                LastSuccessAt = at,
                Polls = feed.State.Polls + 1,
            },
            Sightings = [.. entries.Select(e => Sighting.Of(e, document))],
            Document = document,
        };
    }
}
