using Aggregator.Storage;
using Aggregator.Storage.Reading.Status;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Storage.Reading.Status;

public sealed class StatusReaderOnSqlite() : StatusReaderTests(new SqliteTestDatabase());

public sealed class StatusReaderOnPostgres() : StatusReaderTests(new PostgresTestDatabase());

/// <summary>How everything is, on a database that a real writer has filled.</summary>
public abstract class StatusReaderTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Noon = TestPolls.Noon;
    private readonly TestDatabase _file;
    private readonly WriterHarness _writer;

    protected StatusReaderTests(TestDatabase file)
    {
        _file = file;
        _writer = new WriterHarness(file, "https://a.example/1", "https://a.example/2", "https://b.example/feed?token=hidden");
        Set("polls = 1, next_poll_at = {now} + 60000, last_success_at = {now}");
    }

    [Fact]
    public async Task Polls_and_articles_are_counted_by_the_hour_of_their_poll()
    {
        await _writer.Write(TestPolls.Poll(_writer.Claim(1), Noon.AddHours(-2), Drafts.Draft("a", "a.example/a", "News a")));
        await _writer.Write(TestPolls.Poll(_writer.Claim(2), Noon.AddHours(-2).AddMinutes(59), Drafts.Draft("b", "a.example/b", "News b"), Drafts.Draft("c", "a.example/c", "News c")));
        await _writer.Write(TestPolls.Poll(_writer.Claim(3), Noon) with { Outcome = PollOutcome.NotModified, Status = 304 });
        await _writer.Write(TestPolls.Poll(_writer.Claim(3), Noon.AddMinutes(1)) with { IsPush = true });
        await _writer.Write(TestPolls.Poll(_writer.Claim(3), Noon.AddHours(-25)) with { Outcome = PollOutcome.Failed });

        var status = Read(Noon.AddMinutes(30));
        Assert.Equal(48, status.Hours.Count);
        Assert.Equal((Noon, Noon.AddHours(-47)), (status.Hours[^1].Start, status.Hours[0].Start));
        Assert.Equal([3L, 0L, 0L], status.Hours.TakeLast(3).Select(hour => hour.Created));
        Assert.Equal([2L, 0L, 1L], status.Hours.TakeLast(3).Select(hour => hour.PollCount));
        Assert.Equal((2000, 1), (status.Hours[^3].Bytes, status.Hours[^1].Pushes));
        Assert.Equal((3, 3, 1, 1.0 / 3), (status.Day.Created, status.Day.PollCount, status.Day.Pushes, status.Day.NotModifiedShare));
        Assert.Equal((1, 1.0), (status.DayBefore.PollCount, status.DayBefore.FailedShare));
    }

    [Fact]
    public async Task The_way_of_dated_articles_is_measured_and_not_that_of_a_first_document()
    {
        var dated = Drafts.Draft("a", "a.example/a", "News a", published: Noon.AddMinutes(-40));
        await _writer.Write(TestPolls.Poll(_writer.Claim(1), Noon, dated));
        Set("polls = 0", 2);
        await _writer.Write(TestPolls.Poll(_writer.Claim(2), Noon, Drafts.Draft("b", "a.example/b", "News b", published: Noon.AddDays(-300))));

        var day = Read(Noon).Day;
        Assert.Equal((2, 1), (day.Created, day.Delayed));
        Assert.InRange(day.DelayMedian!.Value.TotalMinutes, 36, 44);
        Assert.Equal(day.DelayMedian, day.Delay95);
    }

    [Fact]
    public async Task An_article_that_was_edited_counts_as_updated()
    {
        await _writer.Write(TestPolls.Poll(_writer.Claim(1), Noon.AddHours(-3), Drafts.Draft("a", "a.example/a", "News a")));
        await _writer.Write(TestPolls.Poll(_writer.Claim(1), Noon, Drafts.Draft("a", "a.example/a", "Quite other news")));
        var status = Read(Noon);
        Assert.Equal((1, 0), (status.Hours[^4].Created, status.Hours[^4].Updated));
        Assert.Equal((0, 1), (status.Hours[^1].Created, status.Hours[^1].Updated));
    }

    [Fact]
    public void All_is_right_while_feeds_are_healthy_or_fail_for_a_short_time()
    {
        Set("failures = 5, failure_class = 'Timeout', failure_reason = 'slow', last_success_at = {now} - 86400000", 1);
        var status = Read(Noon);
        Assert.Equal((true, "All right", 0), (status.IsAllRight, status.Headline, status.NeedsHumanCount));
        Assert.Equal((2, 1, 3), (status.Feeds.Of(FeedHealth.Healthy), status.Feeds.Of(FeedHealth.Failing), status.Feeds.Active));
    }

    [Theory]
    [InlineData("failures = 3, failure_class = 'NotFound', failure_reason = 'HTTP 404', last_success_at = {now} - 172800001", true, "HTTP 404", "discover")]
    [InlineData("failures = 3, failure_class = 'Tls', failure_reason = 'expired', last_success_at = NULL, added_at = {now} - 172800001", true, "since it was listed: expired", "certificate")]
    [InlineData("failures = 1, failure_class = 'Internal', failure_reason = 'disk full'", true, "disk full", "log")]
    [InlineData("failures = 1, failure_reason = 'HTTP 410', gone_at = {now}", true, "gone by its publisher's word", "remove it from its list")]
    [InlineData("moved_to = 'https://c.example/feed?key=hidden'", false, "moved to https://c.example/feed", "plan")]
    public void A_feed_that_does_not_come_right_by_itself_needs_a_human(string state, bool urgent, string reason, string remedy)
    {
        Set(state, 3);
        var status = Read(Noon);
        var attention = Assert.Single(status.NeedsHuman);
        Assert.Equal((AttentionKind.Feed, 3, urgent), (attention.Kind, attention.FeedId, attention.IsUrgent));
        Assert.Contains(reason, attention.Reason, StringComparison.Ordinal);
        Assert.Contains(remedy, attention.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", attention.ToString(), StringComparison.Ordinal);
        Assert.Equal((!urgent, urgent ? 1 : 0, 1), (status.IsAllRight, status.UrgentCount, status.NeedsHumanCount));
        Assert.Equal(urgent ? "1 thing needs a human" : "All right; 1 could be better", status.Headline);
    }

    [Fact]
    public void Late_feeds_are_one_matter_however_many_they_are_and_held_ones_are_none()
    {
        Set("next_poll_at = {now} - 7200000");
        Hold("b.example:443", Noon.AddHours(1));
        var status = Read(Noon);
        var attention = Assert.Single(status.NeedsHuman);
        Assert.Equal((AttentionKind.Late, "2 feeds", Noon.AddHours(-2)), (attention.Kind, attention.Subject, attention.Since));
        Assert.Contains("2h", attention.Reason, StringComparison.Ordinal);
        Assert.Equal((2, TimeSpan.FromHours(2)), (status.Due, status.LongestDue));
    }

    [Fact]
    public void Hosts_that_are_held_are_listed_with_the_feeds_that_wait_and_no_others()
    {
        Hold("b.example:443", Noon.AddHours(1));
        Hold("a.example:443", Noon.AddHours(2));
        Hold("empty.example:443", Noon.AddHours(2));
        var status = Read(Noon);
        Assert.Equal([("a.example:443", 2, Noon.AddHours(2)), ("b.example:443", 1, Noon.AddHours(1))], status.HeldHosts.Select(host => (host.Host, host.Feeds, host.Until)));
        Assert.Equal(2, status.Held);
        Assert.Equal(["a.example:443"], Read(Noon.AddHours(1)).HeldHosts.Select(host => host.Host));
    }

    [Fact]
    public void A_job_needs_a_human_when_it_failed_or_missed_two_dates()
    {
        var daily = new Watched { Jobs = [new JobDates("optimize", after => after.AddDays(1)), new JobDates("never-ran", after => after.AddDays(1))] };
        new JobStore(_file.Database).Record(new JobRun { Name = "optimize", StartedAt = Noon });
        Assert.DoesNotContain(Read(Noon.AddHours(48), daily).NeedsHuman, attention => attention.Kind == AttentionKind.Job);
        Assert.Contains("due twice", Assert.Single(Read(Noon.AddHours(50), daily).NeedsHuman, attention => attention.Kind == AttentionKind.Job).Reason, StringComparison.Ordinal);
        new JobStore(_file.Database).Record(new JobRun { Name = "optimize", StartedAt = Noon, Failure = "disk full" });
        var failed = Assert.Single(Read(Noon, daily).NeedsHuman);
        Assert.Equal(("optimize", "its last run failed: disk full"), (failed.Subject, failed.Reason));
    }

    [Fact]
    public void A_receiver_needs_a_human_when_it_takes_nothing_for_an_hour_or_refused_batches_and_is_still_listed()
    {
        var now = Noon.ToUnixTimeMilliseconds();
        _file.Execute($"INSERT INTO webhooks (name, cursor, failures, failing_since, reason) VALUES ('down', 0, 9, {now}, 'refused'), ('unlisted', 0, 9, {now}, 'refused'), ('gone', 0, 1, {now}, '410')");
        _file.Execute($"UPDATE webhooks SET paused_at = {now} WHERE name = 'gone'");
        _file.Execute($"INSERT INTO dead_letters (webhook, first_change, last_change, died_at, reason) VALUES ('strict', 1, 5, {now}, '422'), ('strict', 6, 7, {now}, '422')");
        var watched = new Watched { Webhooks = ["down", "gone", "strict"] };
        Assert.Equal(["gone", "strict"], Webhooks(0));
        Assert.Equal(["down", "gone", "strict"], Webhooks(61));

        IEnumerable<string> Webhooks(int minutes) =>
            Read(Noon.AddMinutes(minutes), watched).NeedsHuman.Where(attention => attention.Kind == AttentionKind.Webhook).Select(attention => attention.Subject).Order();
    }

    [Fact]
    public void Only_so_many_feeds_are_named_and_all_are_counted_the_urgent_first()
    {
        var urls = Enumerable.Range(0, StatusReader.Most + 10).Select(i => $"https://many{i}.example/").ToArray();
        new CatalogStore(_file.Database, new Aggregator.Configuration.PollingOptions(), Aggregator.Scheduling.CronSchedule.Reader).Apply(TestPolls.Catalog(urls), Noon);
        _file.Execute("UPDATE feeds SET polls = 1, next_poll_at = 9999999999999, moved_to = 'https://else.example/' WHERE state = 'active'");
        _file.Execute("UPDATE feeds SET gone_at = 1 WHERE url = 'https://many7.example/'");
        var status = Read(Noon);
        Assert.Equal((StatusReader.Most, StatusReader.Most + 10, 1), (status.NeedsHuman.Count, status.NeedsHumanCount, status.UrgentCount));
        Assert.True(status.NeedsHuman[0].IsUrgent);
        Assert.Equal("1 thing needs a human, 59 could be better", status.Headline);
    }

    [Fact]
    public void Without_feeds_the_line_says_what_is_missing()
    {
        Set("state = 'retired'");
        Assert.Equal("All right, but no feed is polled: add some to the lists", Read(Noon).Headline);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _writer.DisposeAsync();
        _file.Dispose();
    }

    private StatusSummary Read(DateTimeOffset now, Watched? watched = null) => new StatusReader(_file.Database).Read(watched ?? new Watched(), now);

    private void Hold(string host, DateTimeOffset until) =>
        _file.Execute($"INSERT INTO hosts (host, not_before, held, why) VALUES ('{host}', {until.ToUnixTimeMilliseconds()}, 1, '429')");

    private void Set(string columns, int? id = null) =>
        _file.Execute($"UPDATE feeds SET {columns.Replace("{now}", $"{Noon.ToUnixTimeMilliseconds()}", StringComparison.Ordinal)}{(id is null ? "" : $" WHERE id = {id}")}");
}
