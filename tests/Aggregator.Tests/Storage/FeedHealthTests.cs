using Aggregator.Storage;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Storage;

public sealed class FeedHealthOnSqlite() : FeedHealthTests(new SqliteTestDatabase());

public sealed class FeedHealthOnPostgres() : FeedHealthTests(new PostgresTestDatabase());

public abstract class FeedHealthTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Noon = TestPolls.Noon;
    private readonly TestDatabase _file;
    private readonly WriterHarness _writer;

    protected FeedHealthTests(TestDatabase file)
    {
        _file = file;
        _writer = new WriterHarness(file, "https://a.example/feed");
    }

    [Theory]
    [InlineData("polls = 0", "new", "not polled yet")]
    [InlineData("failures = 2, failure_reason = 'HTTP 500'", "failing", "HTTP 500")]
    [InlineData("failures = 2, failure_reason = 'It answered 410 Gone.', gone_at = {now}", "gone", "asked once a week")]
    [InlineData("next_poll_at = {now} - 899000", "healthy", "")]
    [InlineData("next_poll_at = {now} - 901000", "late", "overdue")]
    [InlineData("moved_to = 'https://b.example/feed'", "moved", "moved to https://b.example/feed")]
    [InlineData("quiet_after = {now} + 1", "healthy", "")]
    [InlineData("quiet_after = {now}", "quiet", "nothing new")]
    [InlineData("quiet_after = {now}, failures = 1, failure_reason = 'refused'", "failing", "refused")]
    [InlineData("next_poll_at = {now} - 901000, moved_to = 'https://b.example/feed'", "late", "overdue")]
    [InlineData("state = 'paused', failures = 1", "paused", "enabled: false")]
    [InlineData("state = 'retired', polls = 0", "retired", "left the lists")]
    public void The_first_word_that_applies_holds(string state, string health, string why)
    {
        Set("polls = 3, next_poll_at = {now} + 60000, last_success_at = {now}");
        Set(state);
        AssertHealth(health, why);
    }

    [Theory]
    [InlineData(1, 1, "throttled")]
    [InlineData(1, -1, "healthy")]
    [InlineData(0, 1, "healthy")]
    public void A_host_that_is_left_alone_on_purpose_throttles_its_feeds_while_it_lasts(int held, int seconds, string health)
    {
        Set("polls = 3, next_poll_at = {now} + 60000");
        _file.Execute($"DELETE FROM hosts; INSERT INTO hosts (host, not_before, held, why) VALUES ('a.example:443', {Noon.ToUnixTimeMilliseconds() + (seconds * 1000)}, {held}, '429')");
        AssertHealth(health, health == "throttled" ? "429" : "");
    }

    [Fact]
    public async Task A_feed_is_quiet_when_it_is_silent_for_longer_than_its_rhythm_explains()
    {
        for (var day = 0; day < 5; day++)
            await _writer.Write(TestPolls.Poll(_writer.Claim(1), Noon.AddDays(day), Drafts.Draft($"{day}", null, $"News of day {day}")));
        Set("next_poll_at = {now} + 999000000000");
        // Found without news, its silence goes on.
        await _writer.Write(TestPolls.Poll(_writer.Claim(1), Noon.AddDays(6), Drafts.Draft("4", null, "News of day 4")));
        Set("next_poll_at = {now} + 999000000000");
        string At(double days) => new FeedStore(_file.Database).List(Noon.AddDays(days)).Single().Health;
        Assert.Equal(("healthy", "quiet"), (At(6.9), At(7)));
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _writer.DisposeAsync();
        _file.Dispose();
    }

    private void AssertHealth(string health, string why)
    {
        var store = new FeedStore(_file.Database);
        var feed = store.List(Noon).Single();
        Assert.Equal(health, feed.Health);
        if (why.Length == 0)
            Assert.Empty(FeedHealth.Why(feed));
        else
            Assert.Contains(why, FeedHealth.Why(feed), StringComparison.Ordinal);
        Assert.DoesNotContain(".;", FeedHealth.Why(feed), StringComparison.Ordinal);
        Assert.NotEmpty(FeedHealth.WhatNext(feed));
        Assert.Equal(1, store.TryCount(Noon)!.Of(health));
        Assert.Contains(health, FeedHealth.Words);
    }

    private void Set(string columns) =>
        _file.Execute($"UPDATE feeds SET {columns.Replace("{now}", $"{Noon.ToUnixTimeMilliseconds()}", StringComparison.Ordinal)}");
}
