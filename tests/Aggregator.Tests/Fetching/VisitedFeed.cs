using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Normalizing;
using Aggregator.Parsing;
using Aggregator.Polling;
using Aggregator.Polling.Adaptive;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Aggregator.Tests.Fetching;

/// <summary>One feed that is visited again and again, with the state that one visit leaves to the next; everything is real but the database.</summary>
internal sealed class VisitedFeed : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly PollingOptions Options = new();

    private readonly FeedDefinition _definition;
    private readonly FetcherUnderTest _fetcher;
    private readonly FetchedFeedReader _reader =
        new(new FeedParser(), new Normalizer(), new PollConclusion(new PollPlanner(Options, CronSchedule.Reader, new PollPrice(new PollingOptions())), new HostBudgets(Options)), Options, new FakeTimeProvider(Start));

    public VisitedFeed(Uri url, FetchingOptions? options = null)
    {
        _definition = new FeedDefinition { Url = url.AbsoluteUri, Location = new SourceLocation("list.yaml", 1, 1) };
        _fetcher = new FetcherUnderTest(options);
    }

    public FeedState State { get; private set; } = new() { NextPollAt = Start, NextPollWhy = "new" };

    public async Task<CompletedPoll> VisitAsync()
    {
        var feed = new DueFeed { Id = 1, Url = _definition.Url, Host = HostName.Of(new Uri(_definition.Url)), Name = _definition.Url, State = State };
        var outcome = await _fetcher.FetchAsync(Requests.For(feed, _definition, Start));
        var poll = _reader.Read(new FetchedFeed(feed, _definition, Start, outcome));
        State = poll.State;
        return poll;
    }

    public void Dispose() => _fetcher.Dispose();
}
