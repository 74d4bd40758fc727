using Aggregator.Storage;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Storage;

public sealed class HostListOnSqlite() : HostListTests(new SqliteTestDatabase());

public sealed class HostListOnPostgres() : HostListTests(new PostgresTestDatabase());

/// <summary>What is asked of each host.</summary>
public abstract class HostListTests : IAsyncDisposable
{
    private readonly TestDatabase _file;
    private readonly WriterHarness _writer;

    protected HostListTests(TestDatabase file)
    {
        _file = file;
        _writer = new WriterHarness(file, "https://a.example/1", "https://a.example/2", "https://b.example/feed");
    }

    [Fact]
    public async Task Feeds_and_polls_are_counted_by_host_and_a_hold_is_shown_while_it_lasts()
    {
        var poll = TestPolls.Poll(_writer.Claim(1), TestPolls.Noon, Drafts.Draft("a", "a.example/a", "News a"));
        await _writer.Write(poll with { HostHold = new HostHold("a.example:443", TestPolls.Noon.AddHours(1), Held: true, "429 Too Many Requests", 1) });
        var history = new FeedHistory(_file.Database);
        var hosts = history.Hosts(TestPolls.Noon.AddMinutes(5));
        Assert.Equal(["a.example:443", "b.example:443"], hosts.Select(host => host.Host));
        Assert.Equal((2, 1, 0), (hosts[0].Feeds, hosts[0].PollsLastHour, hosts[0].PollsLastMinute));
        Assert.Equal((TestPolls.Noon.AddHours(1), "429 Too Many Requests"), (hosts[0].HeldUntil, hosts[0].Why));
        Assert.Equal((1, 0, null), (hosts[1].Feeds, hosts[1].PollsLastHour, hosts[1].HeldUntil));
        Assert.Null(history.Hosts(TestPolls.Noon.AddHours(2))[0].HeldUntil);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _writer.DisposeAsync();
        _file.Dispose();
    }
}
