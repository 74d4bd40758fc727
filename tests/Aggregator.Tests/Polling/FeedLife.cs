using System.Text;
using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Normalizing;
using Aggregator.Parsing;
using Aggregator.Polling;
using Aggregator.Polling.Adaptive;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Aggregator.Tests.Polling;

/// <summary>One feed from visit to visit, without a database: what one visit leaves is where the next begins.</summary>
internal sealed class FeedLife
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 10, 20, 0, TimeSpan.Zero);
    public static readonly Validators Etag = new("\"1\"", null);
    private readonly FakeTimeProvider _time = new(Start);
    private readonly FetchedFeedReader _reader;

    public FeedLife(PollingOptions? options = null, string url = "https://example.org/feed")
    {
        Options = options ?? new PollingOptions();
        // What publishers ask for is easier to see against an interval that stands still.
        if (Options.Interval == FeedSchedule.Auto)
            Options = Options with { Interval = TimeSpan.FromHours(1) };
        Definition = new FeedDefinition { Url = url, Location = new SourceLocation("list.yaml", 1, 1) };
        var conclusion = new PollConclusion(new PollPlanner(Options, CronSchedule.Reader, new PollPrice(Options)), new HostBudgets(Options));
        _reader = new FetchedFeedReader(new FeedParser(), new Normalizer(), conclusion, Options, _time);
        Feed = new DueFeed
        {
            Id = 7,
            Url = url,
            Host = HostName.Of(new Uri(url)),
            Name = url,
            State = new FeedState { NextPollAt = Start, NextPollWhy = "new" },
        };
    }

    public PollingOptions Options { get; }

    public FeedDefinition Definition { get; set; }

    public DueFeed Feed { get; set; }

    public FeedState State => Feed.State;

    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>What would be asked of the server now.</summary>
    public FetchRequest Request => Requests.For(Feed, Definition, Now);

    public CompletedPoll Visit(FetchOutcome outcome)
    {
        var poll = _reader.Read(new FetchedFeed(Feed, Definition, Now, outcome));
        Feed = Feed with
        {
            State = poll.State,
            HostHold = new[] { poll.HostHold, poll.HostPace }.OfType<HostHold>().Where(h => h.Host == Feed.Host).MaxBy(h => h.NotBefore),
        };
        return poll;
    }

    /// <summary>Waits until the feed is due, or for as long as is said.</summary>
    public FeedLife Later(TimeSpan? wait = null)
    {
        _time.SetUtcNow(wait is { } time ? Now + time : State.NextPollAt);
        return this;
    }

    /// <summary>Makes the feed one that has brought news daily until now.</summary>
    public void PublishesDaily() => Feed = Feed with { State = State with { NewsDays = 0x7F, LastNewAt = Now } };

    public static FetchOutcome Unchanged(FreshnessHints? hints = null, params RedirectHop[] hops) =>
        new FetchOutcome.NotModified(Etag) { Status = 304, Hints = hints ?? FreshnessHints.None, Redirects = hops };

    public static FetchOutcome Document(string body, FreshnessHints? hints = null, Validators? validators = null, params RedirectHop[] hops) =>
        new FetchOutcome.Fetched(new Document { Body = Encoding.UTF8.GetBytes(body) }, validators ?? Etag)
        {
            Status = 200,
            Hints = hints ?? FreshnessHints.None,
            Redirects = hops,
        };

    public static FetchOutcome Failure(FailureClass failure, int? status = null, FreshnessHints? hints = null, params RedirectHop[] hops) =>
        new FetchOutcome.Failed(failure, $"{failure} it was") { Status = status, Hints = hints ?? FreshnessHints.None, Redirects = hops };

    public static string Rss(string header = "", params int[] entries) =>
        $"<rss version=\"2.0\"><channel><title>Feed</title>{header}"
        + string.Concat(entries.Select(n => $"<item><title>Entry {n}</title><guid>{n}</guid><link>https://example.org/{n}</link></item>"))
        + "</channel></rss>";
}
