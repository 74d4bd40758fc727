using Aggregator.Storage.Repairs;
using Aggregator.Outputs.Stream;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Storage;
using Aggregator.Tests.Storage.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Tests.Outputs.Rest;

public sealed class ChangesOnSqlite() : ChangeTests(new SqliteTestDatabase());

public sealed class ChangesOnPostgres() : ChangeTests(new PostgresTestDatabase());

public abstract class ChangeTests(TestDatabase file) : IAsyncLifetime
{
    private ApiServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ApiServer.StartAsync(file, "https://one.example/feed");

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        file.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_consumer_sees_every_change_once_by_its_cursor()
    {
        await PollAsync("a", "b", "c");
        await PollAsync("d");
        var (seen, cursor) = (new List<string?>(), 0L);
        while (await _server.GetAsync($"/changes?after={cursor}&limit=2") is var page && page.GetProperty("changes").GetArrayLength() > 0)
        {
            seen.AddRange(page.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("article").GetProperty("title").GetString()));
            cursor = page.GetProperty("cursor").GetInt64();
        }
        Assert.Equal(["Title a", "Title b", "Title c", "Title d"], seen);
        Assert.Equal(4, (await _server.GetAsync("/changes?after=4")).GetProperty("cursor").GetInt64());
    }

    [Fact(Timeout = 30_000)]
    public async Task A_commit_wakes_whoever_waits()
    {
        await PollAsync("a");
        var waiting = _server.GetAsync("/changes?after=1&wait=60s");
        await Listeners.WaitForAsync(_server, 1, TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        // The clock of the test stands still: nothing but the commit can wake it.
        await PollAsync("b");
        var page = await waiting;
        Assert.Equal(2, page.GetProperty("cursor").GetInt64());
        Assert.Equal("Title b", Assert.Single(page.GetProperty("changes").EnumerateArray()).GetProperty("article").GetProperty("title").GetString());
    }

    [Fact(Timeout = 30_000)]
    public async Task What_another_process_commits_is_seen_with_the_next_look()
    {
        await PollAsync("a", "b");
        var waiting = _server.GetAsync("/changes?after=2&wait=60s");
        await Listeners.WaitForAsync(_server, 1, TestContext.Current.CancellationToken);
        Assert.IsType<RepairOutcome.Repaired>(new RepairStore(file.Another()).Merge(1, 2, TestPolls.Noon));
        // The look has to be made before the request's own minute is over: others get their turn after each step.
        for (var turn = 0; !waiting.IsCompleted && turn < 50_000; turn++)
        {
            if (turn % 1_000 == 0)
                _server.Time.Advance(ChangeFollower.Look);
            await Task.Yield();
        }
        Assert.Equal("merged", Assert.Single((await waiting).GetProperty("changes").EnumerateArray()).GetProperty("kind").GetString());
    }

    [Fact(Timeout = 30_000)]
    public async Task When_nothing_comes_the_answer_is_empty_after_the_time_asked_for()
    {
        var waiting = _server.GetAsync("/changes?wait=30s");
        await Listeners.WaitForAsync(_server, 1, TestContext.Current.CancellationToken);
        _server.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(waiting.IsCompleted);
        while (!waiting.IsCompleted)
        {
            _server.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
        Assert.Equal(0, (await waiting).GetProperty("cursor").GetInt64());
        Assert.Equal(0, _server.Services.GetRequiredService<ChangeFollower>().Listeners);
    }

    private Task PollAsync(params string[] names) =>
        _server.PollAsync(1, TestPolls.Noon, [.. names.Select(name => Drafts.Draft(name, $"one.example/{name}", $"Title {name}"))]);
}
