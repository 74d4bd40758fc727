using System.Globalization;
using System.Text.Json;
using Aggregator.Normalizing;
using Aggregator.Outputs.Stream;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Outputs.Rest;
using Aggregator.Tests.Storage;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Outputs.Stream;

public sealed class StreamOnSqlite() : StreamTests(new SqliteTestDatabase());

public sealed class StreamOnPostgres() : StreamTests(new PostgresTestDatabase());

public abstract class StreamTests(TestDatabase file) : IAsyncLifetime
{
    private ApiServer _server = null!;
    private int _polls;

    public async ValueTask InitializeAsync() => _server = await ApiServer.StartAsync(file, "https://one.example/feed", "https://two.example/feed");

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        file.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact(Timeout = 30_000)]
    public async Task Changes_come_as_they_are_committed_and_the_id_is_the_cursor()
    {
        var deadline = TestContext.Current.CancellationToken;
        await PollAsync(1, "before");
        using var listener = await RawListener.ConnectAsync(_server.Address, "", null, deadline);
        Assert.StartsWith("HTTP/1.1 200", listener.Head, StringComparison.Ordinal);
        Assert.Contains("Content-Type: text/event-stream", listener.Head, StringComparison.Ordinal);
        Assert.DoesNotContain("Content-Encoding", listener.Head, StringComparison.Ordinal);
        await Listeners.WaitForAsync(_server, 1, deadline);
        await PollAsync(1, "a", "b");
        var (id, kind, data) = (await listener.NextAsync(deadline))!.Value;
        Assert.Equal((2L, "created"), (id, kind));
        using var change = JsonDocument.Parse(data);
        Assert.Equal("Title a", change.RootElement.GetProperty("article").GetProperty("title").GetString());
        Assert.Equal(3, (await listener.NextAsync(deadline))!.Value.Id);
    }

    [Fact(Timeout = 30_000)]
    public async Task Who_comes_back_gets_what_it_missed_and_then_what_is_new()
    {
        var deadline = TestContext.Current.CancellationToken;
        await PollAsync(1, [.. Enumerable.Range(0, 450).Select(i => $"missed{i}")]);
        using var listener = await RawListener.ConnectAsync(_server.Address, "?after=3", 5, deadline);
        for (var number = 6; number <= 450; number++)
            Assert.Equal(number, (await listener.NextAsync(deadline))!.Value.Id);
        await PollAsync(1, "new");
        Assert.Equal(451, (await listener.NextAsync(deadline))!.Value.Id);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("?feed=2", "4,5,7")]
    [InlineData("?language=en", "5,6")]
    [InlineData("?kind=updated,removed", "6")]
    [InlineData("?tag=sea", "4,5,7")]
    [InlineData("?tag=sea&language=en", "5")]
    public async Task A_listener_gets_only_what_it_asked_for(string filter, string expected)
    {
        var deadline = TestContext.Current.CancellationToken;
        file.Execute("UPDATE feeds SET tags = '[\"sea\"]' WHERE id = 2");
        using var listener = await RawListener.ConnectAsync(_server.Address, filter, 0, deadline);
        await Listeners.WaitForAsync(_server, 1, deadline);
        await PollAsync(1, "a", "b", "c");
        await _server.PollAsync(2, TestPolls.Noon.AddMinutes(2), Entry("d"), Entry("e") with { Language = "en-GB" });
        var wanted = expected.Split(',').Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToLookup(number => number > 5);
        // Whoever lags sees an article as it is by then: what is told of the first one must have been told before it gets another language.
        await ExpectAsync(wanted[false]);
        await _server.PollAsync(1, TestPolls.Noon.AddMinutes(3), Drafts.Draft("a", "one.example/a", "Title a", "A wholly different text about the very same matter.") with { Language = "en" });
        await _server.PollAsync(2, TestPolls.Noon.AddMinutes(4), Entry("end"));
        await ExpectAsync(wanted[true]);

        async Task ExpectAsync(IEnumerable<long> numbers)
        {
            foreach (var number in numbers)
                Assert.Equal(number, (await listener.NextAsync(deadline))!.Value.Id);
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task Silence_is_broken_by_signs_of_life()
    {
        var deadline = TestContext.Current.CancellationToken;
        using var listener = await RawListener.ConnectAsync(_server.Address, "", null, deadline);
        await Listeners.WaitForAsync(_server, 1, deadline);
        var comment = listener.CommentAsync(deadline);
        for (var passed = 0; !comment.IsCompleted; await Task.Yield())
        {
            // Not in the midst of a write: two heartbeats then, and it would be one that nobody takes.
            if (_server.Time.Begun(StreamListener.Heartbeat) == passed)
                continue;
            passed++;
            _server.Time.Advance(StreamListener.Heartbeat);
        }
        Assert.Equal(": alive", await comment);
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_falls_behind_is_dropped_and_resumes_without_loss()
    {
        var deadline = TestContext.Current.CancellationToken;
        using var slow = await RawListener.ConnectAsync(_server.Address, "", null, deadline, receiveBuffer: 4_096);
        using var quick = await RawListener.ConnectAsync(_server.Address, "", null, deadline);
        await Listeners.WaitForAsync(_server, 2, deadline);
        // Far more than sockets and servers hold between two ends, and more than is kept for all.
        const int last = RecentChanges.MostEvents * 3;
        var text = new string('x', 12_000);
        for (var first = 1; first <= last; first += 100)
        {
            file.Execute(
                $$"""
                INSERT INTO changes (number, kind, article_id, feed_id, revision, at, detail)
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 99)
                SELECT (SELECT c.value FROM counters c WHERE c.name = 'changes') + n.i, 'removed', 0, 1, 1, 0, '{"text":"{{text}}"}' FROM n;
                UPDATE counters SET value = value + 99 WHERE name = 'changes'
                """);
            await PollAsync(1, $"{first}");
            for (var number = first; number < first + 100; number++)
                Assert.Equal(number, (await quick.NextAsync(deadline))!.Value.Id);
        }
        var seen = 0L;
        while (await slow.NextAsync(deadline) is { } one)
            Assert.Equal(++seen, one.Id);
        Assert.InRange(seen, 1, last - 1);
        using var resumed = await RawListener.ConnectAsync(_server.Address, "", seen, deadline);
        while (seen < last)
            Assert.Equal(++seen, (await resumed.NextAsync(deadline))!.Value.Id);
    }

    private Task PollAsync(long feed, params string[] names) => _server.PollAsync(feed, At(), [.. names.Select(Entry)]);

    private DateTimeOffset At() => TestPolls.Noon.AddMinutes(_polls++);

    private static ArticleDraft Entry(string name) => Drafts.Draft(name, $"one.example/{name}", $"Title {name}");
}
