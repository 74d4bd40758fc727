using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Storage;
using Aggregator.Tests.Storage.Databases;
using Aggregator.Tests.Deduplicating;

namespace Aggregator.Tests.Storage;

public sealed class PollRowsOnSqlite() : PollRowsTests(new SqliteTestDatabase());

public sealed class PollRowsOnPostgres() : PollRowsTests(new PostgresTestDatabase());

/// <summary>What politeness remembers, through the database and back.</summary>
public abstract class PollRowsTests : IAsyncDisposable
{
    private const string Url = "https://a.example/feed";
    private static readonly DateTimeOffset Noon = TestPolls.Noon;
    private readonly TestDatabase _file;
    private readonly WriterHarness _writer;

    protected PollRowsTests(TestDatabase file)
    {
        _file = file;
        _writer = new WriterHarness(_file, Url, "https://a.example/other");
    }

    [Fact]
    public async Task P14_Everything_that_a_plan_is_made_of_survives_a_restart()
    {
        var feed = _writer.Claim(1);
        var state = feed.State with
        {
            Validators = new Validators("W/\"x\"", "yesterday", "https://b.example:443"),
            BodyHash = Hash128.Of("body"),
            ParserVersion = 3,
            TtlMinutes = 90,
            TtlBase = Noon.AddDays(-1),
            SkipHours = 5,
            SkipDays = 2,
            DocumentMemory = [1, 2, 3],
            NextPollAt = Noon.AddHours(9),
            NextPollWhy = "because",
            NextPollReason = "Fresh",
            NotBefore = Noon.AddHours(8),
            AnsweredAt = Noon.AddSeconds(2),
            FreshFor = TimeSpan.FromHours(7),
            RetryAfter = TimeSpan.FromSeconds(6),
            LastPollAt = Noon,
            LastSuccessAt = Noon.AddHours(-1),
            LastNewAt = Noon.AddHours(-2),
            NewsDays = 0b1011,
            UnchangedSince = Noon.AddHours(-3),
            DoubtedAt = Noon.AddHours(-4),
            GoneSince = Noon.AddHours(-5),
            GoneAt = Noon.AddHours(-6),
            Redirects = new RedirectMemory("https://b.example/feed", true, "https://c.example/feed", Noon.AddHours(-7)),
            Failures = 4,
            FailureClass = FailureClass.Timeout,
            FailureReason = "too slow",
            Polls = 11,
        };
        await _writer.Write(TestPolls.Poll(feed, Noon) with { Outcome = PollOutcome.Failed, State = state, Sightings = [], Document = null });
        var read = _writer.Claim(1);
        Assert.Equal(state with { Fingerprints = read.State.Fingerprints, DocumentMemory = read.State.DocumentMemory }, read.State);
        Assert.Equal(state.DocumentMemory, read.State.DocumentMemory);
        Assert.Equal(("https://b.example/feed", "b.example:443"), (read.PolledUrl, read.Host));
    }

    [Fact]
    public async Task The_limit_that_ended_a_visit_is_kept_with_it_and_no_longer()
    {
        await _writer.Write(TestPolls.Poll(_writer.Claim(1), Noon) with { Outcome = PollOutcome.Failed, Bound = FetchBound.FirstByteTime, Sightings = [], Document = null });
        await _writer.Write(TestPolls.Poll(_writer.Claim(1), Noon.AddHours(1)));
        var history = new FeedHistory(_file.Database);
        Assert.Equal([null, "FirstByteTime"], history.LastPolls(1, 10).Select(poll => poll.Bound));
        for (var i = 2; i <= new PollingOptions().PollsKept + 1; i++)
            await _writer.Write(TestPolls.Poll(_writer.Claim(1), Noon.AddHours(i)));
        Assert.All(history.LastPolls(1, 100), poll => Assert.Null(poll.Bound));
    }

    [Fact]
    public async Task How_a_feed_publishes_survives_a_restart()
    {
        var feed = _writer.Claim(1);
        await _writer.Write(TestPolls.Poll(feed, Noon) with { State = feed.State with { History = [1, 2, 3] } });
        Assert.Equal([1, 2, 3], _writer.Claim(1).State.History!);
    }

    [Fact]
    public async Task P25_A_feed_that_is_polled_at_home_again_counts_for_its_own_host_again()
    {
        var feed = _writer.Claim(1);
        await _writer.Write(TestPolls.Poll(feed, Noon) with { State = feed.State with { Redirects = new RedirectMemory("https://b.example/feed", true, null, null) } });
        feed = _writer.Claim(1);
        Assert.Equal("b.example:443", feed.Host);
        await _writer.Write(TestPolls.Poll(feed, Noon) with { State = feed.State with { Redirects = RedirectMemory.None } });
        Assert.Equal(("a.example:443", Url), (_writer.Claim(1).Host, _writer.Claim(1).PolledUrl));
    }

    [Fact]
    public async Task P20_A_hold_is_lengthened_and_never_shortened_whatever_ends_last()
    {
        await Hold(Noon.AddHours(2), held: true, failures: 1);
        await Hold(Noon.AddSeconds(2), held: false, failures: 0);
        Assert.Equal(new HostHold("a.example:443", Noon.AddHours(2), true, "why", 1), _writer.Claim(2).HostHold);
        await Hold(Noon.AddHours(3), held: true, failures: 2);
        Assert.Equal(new HostHold("a.example:443", Noon.AddHours(3), true, "why", 2), _writer.Claim(2).HostHold);
    }

    [Fact]
    public async Task P23_A_success_after_a_hold_ends_the_hosts_failures()
    {
        await Hold(Noon.AddHours(2), held: true, failures: 3);
        await Hold(Noon.AddHours(5), held: false, failures: 0, startedAt: Noon.AddHours(4));
        Assert.Equal(new HostHold("a.example:443", Noon.AddHours(5), false, "why", 0), _writer.Claim(2).HostHold);
    }

    [Fact]
    public async Task P24_What_is_gone_is_counted_and_shown_as_gone_and_still_claimed_when_due()
    {
        var feed = _writer.Claim(1);
        await _writer.Write(TestPolls.Poll(feed, Noon) with { State = feed.State with { GoneAt = Noon, Failures = 2, Polls = 2, NextPollAt = Noon.AddDays(7) } });
        var store = new FeedStore(_file.Database);
        Assert.Equal(("gone", "new"), (store.List(Noon).Single(f => f.Id == 1).Health, store.List(Noon).Single(f => f.Id == 2).Health));
        var counts = store.TryCount(Noon)!;
        Assert.Equal((1, 0, 1, 2), (counts.Of(FeedHealth.Gone), counts.Of(FeedHealth.Failing), counts.Of(FeedHealth.New), counts.Active));
        Assert.Contains(_writer.Claims.ClaimDue(Noon.AddDays(7), 10, 10), f => f.Id == 1);
    }

    [Fact]
    public async Task Days_with_news_are_noted_when_something_new_is_stored_and_only_then()
    {
        for (var day = 0; day < 3; day++)
        {
            var feed = _writer.Claim(1);
            await _writer.Write(TestPolls.Poll(feed, Noon.AddDays(day), Drafts.Draft($"{day}", null, $"News of day {day}")));
            await _writer.Write(TestPolls.Poll(_writer.Claim(1), Noon.AddDays(day).AddHours(1), Drafts.Draft($"{day}", null, $"News of day {day}")));
        }
        Assert.Equal(0b111, _writer.Claim(1).State.NewsDays);
        Assert.Equal(Noon.AddDays(2), _writer.Claim(1).State.LastNewAt);
    }

    [Fact]
    public async Task The_history_shows_the_newest_polls_first_and_how_much_the_host_is_used()
    {
        for (var minute = 0; minute < 30; minute++)
            await _writer.Write(TestPolls.Poll(_writer.Claim(1), Noon.AddMinutes(minute)));
        var history = new FeedHistory(_file.Database);
        Assert.Equal(Enumerable.Range(20, 10).Reverse().Select(m => Noon.AddMinutes(m)), history.LastPolls(1, 10).Select(p => p.StartedAt));
        Assert.Equal(
            new HostUse { Feeds = 2, Due = 1, PollsLastMinute = 1, PollsLastHour = 20 }, history.UseOf("a.example:443", Noon.AddMinutes(29).AddSeconds(30)));
        Assert.Null(history.Read(99));
    }

    [Fact]
    public async Task Moved_feeds_are_proposed()
    {
        var feed = _writer.Claim(1);
        await _writer.Write(TestPolls.Poll(feed, Noon) with { State = feed.State with { Redirects = new RedirectMemory("https://b.example/feed", false, null, null) } });
        Assert.Equal([(Url, "https://b.example/feed")], new FeedStore(_file.Database).TryMoved());
        _file.Execute("ALTER TABLE feeds RENAME COLUMN moved_to TO else_where");
        Assert.Empty(new FeedStore(_file.Database).TryMoved());
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _file.Dispose();
        GC.SuppressFinalize(this);
    }

    private Task<StoredPoll> Hold(DateTimeOffset until, bool held, int failures, DateTimeOffset? startedAt = null) => _writer.Write(
        TestPolls.Poll(_writer.Claim(1), startedAt ?? Noon) with { HostPace = new HostHold("a.example:443", until, held, "why", failures) });
}
