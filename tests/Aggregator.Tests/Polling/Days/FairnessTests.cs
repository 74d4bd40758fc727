using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Tests.Storage;
using Aggregator.Tests.Storage.Databases;
using Microsoft.Extensions.Time.Testing;

namespace Aggregator.Tests.Polling.Days;

/// <summary>Minutes in which everything is due at once.</summary>
public sealed class FairnessTests : IDisposable
{
    private static readonly DateTimeOffset Noon = TestPolls.Noon;
    private readonly SqliteTestDatabase _file = new();
    private readonly FakeTimeProvider _time = new(Noon);

    [Fact]
    public async Task P30_P31_A_host_with_5000_due_feeds_delays_nobody_and_is_not_rushed_itself()
    {
        var crowd = Enumerable.Range(0, 5000).Select(i => $"https://crowded.example/{i}");
        var others = Enumerable.Range(0, 100).Select(i => $"https://small{i}.example/1");
        var journal = await LiveAsync(new PollingOptions(), [.. crowd, .. others], async daemon =>
        {
            _file.Execute($"UPDATE feeds SET next_poll_at = {Noon.AddDays(-1).ToUnixTimeMilliseconds()}");
            await daemon.RunAsync(Noon.AddMinutes(5));
        });
        var small = journal.Where(r => r.Host != "crowded.example:443").ToList();
        Assert.Equal(100, small.Count);
        Assert.All(small, r => Assert.InRange(r.At, Noon, Noon.AddSeconds(2)));
        var crowded = journal.Where(r => r.Host == "crowded.example:443").ToList();
        Assert.InRange(crowded.Count, 100, 5 * 30);
        Assert.All(crowded.Zip(crowded.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public async Task P31_New_feeds_of_many_hosts_are_spread_evenly_over_seconds()
    {
        var journal = await LiveAsync(
            new PollingOptions { SpreadPerSecond = 10 }, [.. Enumerable.Range(0, 600).Select(i => $"https://h{i}.example/1")], daemon => daemon.RunAsync(Noon.AddSeconds(61)));
        Assert.Equal(600, journal.Count);
        Assert.All(journal.GroupBy(r => r.At.ToUnixTimeSeconds()), second => Assert.InRange(second.Count(), 1, 30));
    }

    [Fact]
    public async Task P14_Stopping_and_starting_five_times_within_an_interval_asks_nobody_again()
    {
        string[] urls = ["https://a.example/1", "https://b.example/1", "https://b.example/2"];
        var origin = new DayOrigin(_time) { Script = (_, _) => null };
        for (var start = 0; start < 6; start++)
        {
            await using var daemon = new DayDaemon(_file.FilePath, new PollingOptions(), TestPolls.Catalog(urls), origin, _time);
            await daemon.RunAsync(_time.GetUtcNow().AddMinutes(9));
        }
        Assert.Equal(3, origin.Journal.Count);
    }

    [Fact]
    public async Task P15_Reloading_every_second_asks_nobody_more_often()
    {
        var urls = new[] { "https://a.example/1", "https://a.example/2" };
        var journal = await LiveAsync(new PollingOptions(), urls, async daemon =>
        {
            for (var second = 1; second <= 300; second++)
            {
                daemon.Apply(new Catalog([.. urls.Select(u => TestPolls.Definition(u) with { Title = $"{second}", Interval = TimeSpan.FromMinutes(90 - (second % 60)) })]));
                await daemon.RunAsync(Noon.AddSeconds(second));
            }
        });
        Assert.Equal(2, journal.Count);
    }

    [Fact]
    public async Task P23_A_neighbour_that_is_held_back_has_no_failures_and_is_polled_when_the_hold_ends()
    {
        var answer = new FreshnessHints(TimeSpan.FromMinutes(30), null);
        var origin = new DayOrigin(_time)
        {
            Script = (_, at) => at < Noon.AddMinutes(1) ? FeedLife.Failure(FailureClass.TooManyRequests, 429, answer) : null,
        };
        await using var daemon = new DayDaemon(
            _file.FilePath, new PollingOptions(), TestPolls.Catalog([.. Enumerable.Range(0, 50).Select(i => $"https://a.example/{i}")]), origin, _time);
        await daemon.RunAsync(Noon.AddMinutes(29));
        Assert.Single(origin.Journal);
        Assert.Equal(1, _file.Scalar<long>("SELECT COUNT(*) FROM feeds WHERE failures > 0"));
        await daemon.RunAsync(Noon.AddMinutes(32));
        Assert.InRange(origin.Journal.Count, 40, 50);
        Assert.Equal(1, _file.Scalar<long>("SELECT COUNT(*) FROM feeds WHERE failures > 0"));
    }

    [Fact]
    public async Task R10_A_visit_that_throws_what_nobody_foresaw_is_a_failure_of_its_feed_alone()
    {
        var origin = new DayOrigin(_time) { Script = (url, _) => url.Host == "b.example" ? throw new InvalidTimeZoneException("odd") : null };
        await using var daemon = new DayDaemon(
            _file.FilePath, new PollingOptions(), TestPolls.Catalog("https://a.example/1", "https://b.example/1", "https://c.example/1"), origin, _time);
        await daemon.RunAsync(Noon.AddMinutes(130), TimeSpan.FromSeconds(5));
        Assert.Equal("0,4,0", _file.Joined("SELECT failures FROM feeds ORDER BY id"));
        Assert.Equal(6, origin.Journal.Count);
        Assert.Equal("Internal", _file.Joined("SELECT failure_class FROM feeds WHERE id = 2"));
        Assert.True(_file.Scalar<long>("SELECT next_poll_at FROM feeds WHERE id = 2") > _time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task R06_R07_After_sleep_and_after_a_clock_that_went_back_nothing_bursts_and_nothing_starves()
    {
        var origin = new DayOrigin(_time) { Script = (_, _) => null };
        var options = new PollingOptions { SpreadPerSecond = 5 };
        await using var daemon = new DayDaemon(
            _file.FilePath, options, TestPolls.Catalog([.. Enumerable.Range(0, 300).Select(i => $"https://h{i}.example/1")]), origin, _time);
        await daemon.RunAsync(Noon.AddMinutes(2));
        Assert.Equal(300, origin.Journal.Count);

        // Eight hours pass in which nobody ticks.
        _time.SetUtcNow(_time.GetUtcNow().AddHours(8));
        var woken = _time.GetUtcNow();
        await daemon.RunAsync(woken.AddMinutes(2));
        var after = origin.Journal.Skip(300).ToList();
        Assert.Equal(300, after.Count);
        Assert.All(after.GroupBy(r => r.At.ToUnixTimeSeconds()), second => Assert.InRange(second.Count(), 1, 15));

        // The clock turns out to have been a day ahead.
        _time.AdjustTime(_time.GetUtcNow().AddDays(-1));
        await daemon.RunAsync(_time.GetUtcNow().AddMinutes(65), TimeSpan.FromSeconds(5));
        Assert.Equal(900, origin.Journal.Count);
    }

    public void Dispose() => _file.Dispose();

    private async Task<List<DayRequest>> LiveAsync(PollingOptions options, string[] urls, Func<DayDaemon, Task> life)
    {
        var origin = new DayOrigin(_time) { Script = (_, _) => null };
        await using var daemon = new DayDaemon(_file.FilePath, options, TestPolls.Catalog(urls), origin, _time);
        await life(daemon);
        return [.. origin.Journal.OrderBy(r => r.At)];
    }
}
