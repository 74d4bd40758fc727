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

    private readonly FeedDefinition _definition;
    private readonly FetcherUnderTest _fetcher;
    private readonly FetchedFeedReader _reader;
    private readonly FakeTimeProvider _time;
    private HostHold? _hold;

    public VisitedFeed(Uri url, FetchingOptions? options = null, PollingOptions? polling = null, FakeTimeProvider? time = null)
    {
        _definition = new FeedDefinition { Url = url.AbsoluteUri, Location = new SourceLocation("list.yaml", 1, 1) };
        _time = time ?? new FakeTimeProvider(Start);
        _fetcher = new FetcherUnderTest(options, _time);
        polling ??= new PollingOptions();
        var planner = new PollPlanner(polling, CronSchedule.Reader, new PollPrice(polling));
        _reader = new FetchedFeedReader(new FeedParser(), new Normalizer(), new PollConclusion(planner, new HostBudgets(polling)), polling, _time);
    }

    /// <summary>How long it is left alone after its last visit.</summary>
    public TimeSpan Wait => State.NextPollAt - _time.GetUtcNow();

    private DueFeed DueFeed =>
        new() { Id = 1, Url = _definition.Url, Host = HostName.Of(new Uri(_definition.Url)), Name = _definition.Url, State = State, HostHold = _hold };

    public FeedState State { get; private set; } = new() { NextPollAt = Start, NextPollWhy = "new" };

    public async Task<CompletedPoll> VisitAsync()
    {
        var (feed, now) = (DueFeed, _time.GetUtcNow());
        var outcome = await _fetcher.FetchAsync(Requests.For(feed, _definition, now));
        var poll = _reader.Read(new FetchedFeed(feed, _definition, now, outcome));
        State = poll.State;
        _hold = new[] { poll.HostHold, poll.HostPace }.OfType<HostHold>().Where(hold => hold.Host == feed.Host).MaxBy(hold => hold.NotBefore);
        return poll;
    }

    /// <summary>Visits it when it is due, and not before.</summary>
    public Task<CompletedPoll> VisitWhenDueAsync()
    {
        _time.SetUtcNow(State.NextPollAt);
        return VisitAsync();
    }

    public void Dispose() => _fetcher.Dispose();
}
