using Aggregator.Configuration;
using Aggregator.Tests.Storage;
using Aggregator.Tests.Storage.Databases;
using Microsoft.Extensions.Time.Testing;

namespace Aggregator.Tests.Polling.Days;

/// <summary>Whatever becomes of the database, publishers notice nothing of it.</summary>
public sealed class StorageTroubleTests : IDisposable
{
    private const int Hosts = 5;
    private const int Feeds = 40;
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private readonly SqliteTestDatabase _file = new();
    private readonly FakeTimeProvider _time = new(Start);

    [Fact]
    public async Task D01_While_nothing_can_be_stored_nobody_is_asked_again_and_afterwards_nothing_is_missing()
    {
        var full = Start.AddMinutes(50);
        var journal = await Task.Run(() => LiveAsync(async daemon =>
        {
            await daemon.RunCloselyAsync(full);
            _file.Refuse("feeds", isInsert: false, "NEW.id > 0", "no more space");
            await daemon.RunCloselyAsync(full.AddMinutes(40));
            _file.Execute("DROP TRIGGER refuse");
            await daemon.RunCloselyAsync(full.AddMinutes(75));
        }), TestContext.Current.CancellationToken);

        // What was under way when it began, and then no more.
        Assert.InRange(journal.Count(v => v.At > full && v.At < full.AddMinutes(40)), 1, Hosts);
        Assert.Equal(Feeds, journal.Where(v => v.At >= full.AddMinutes(40)).Select(v => v.Feed).Distinct().Count());
        Assert.All(journal.GroupBy(v => v.Feed), feed => Assert.All(
            feed.Zip(feed.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= TimeSpan.FromHours(1), $"{pair}")));
        // Every fifth answer has a new entry.
        Assert.Equal(journal.GroupBy(v => v.Feed).Sum(feed => 1 + ((feed.Count() - 1) / 5)), _file.Scalar<int>("SELECT COUNT(*) FROM articles"));
        Assert.Equal(0, _file.Scalar<int>("SELECT COUNT(*) FROM feeds WHERE failures > 0"));
    }

    [Fact]
    public async Task D11_A_feed_whose_polls_cannot_even_be_noted_is_polled_no_more_often_than_others()
    {
        var journal = await Task.Run(() => LiveAsync(async daemon =>
        {
            _file.Refuse("feeds", isInsert: false, "NEW.id = 7", "damaged");
            await daemon.RunCloselyAsync(Start.AddHours(2.5));
        }), TestContext.Current.CancellationToken);

        Assert.All(journal.GroupBy(v => v.Feed), feed => Assert.InRange(feed.Count(), 2, 3));
    }

    public void Dispose() => _file.Dispose();

    private async Task<List<DayVisit>> LiveAsync(Func<DayDaemon, Task> life)
    {
        await using var hosts = await LoopbackHosts.StartAsync(Hosts, _time, (_, _, _) => new DayAnswer(200));
        var catalog = TestPolls.Catalog([.. Enumerable.Range(0, Feeds).Select(feed => hosts.Url(feed % Hosts, feed))]);
        await using var daemon = new DayDaemon(_file.FilePath, new PollingOptions(), catalog, hosts, _time);
        await life(daemon);
        return [.. hosts.Journal];
    }
}
