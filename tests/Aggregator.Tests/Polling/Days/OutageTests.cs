using Aggregator.Configuration;
using Aggregator.Tests.Storage;
using Aggregator.Tests.Storage.Databases;
using Microsoft.Extensions.Time.Testing;

namespace Aggregator.Tests.Polling.Days;

/// <summary>Nobody answers for hours, as when the line is cut, and then everybody does.</summary>
public sealed class OutageTests(ITestOutputHelper output) : IDisposable
{
    private const int Hosts = 100;
    private const int Feeds = 1000;
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Cut = Start.AddHours(2);
    private static readonly DateTimeOffset Mended = Cut.AddHours(6);
    private static readonly PollingOptions Options = new() { Interval = TimeSpan.FromHours(2), SpreadPerSecond = 5 };
    private readonly SqliteTestDatabase _file = new();
    private readonly FakeTimeProvider _time = new(Start);

    [Fact]
    public async Task N10_P31_After_hours_without_an_answer_everything_is_polled_once_and_nobody_is_rushed()
    {
        var journal = await Task.Run(LiveAsync, TestContext.Current.CancellationToken);
        var (down, up) = (journal.Where(v => v.At > Cut && v.At < Mended).ToList(), journal.Where(v => v.At >= Mended).ToList());
        output.WriteLine($"{down.Count} requests in vain, then {string.Join(' ', up.GroupBy(v => (int)(v.At - Mended).TotalMinutes).Select(m => $"{m.Key}:{m.Count()}"))}");

        // In vain, one feed of a host asks for all.
        Assert.All(down, v => Assert.True(v.Answer.IsFailure));
        Assert.All(down.GroupBy(v => v.Host), host => Assert.InRange(host.Count(), 6, 12));
        // Once each before anyone's second turn, none sooner than the longest hold and its queue.
        Assert.Equal(Feeds, up.Take(Feeds).Select(v => v.Feed).Distinct().Count());
        Assert.All(up.Take(Feeds), v => Assert.InRange(v.At, Mended, Mended.AddHours(1).AddMinutes(2)));
        Assert.All(up.GroupBy(v => v.At), second => Assert.InRange(second.Count(), 1, 4 * Options.SpreadPerSecond));
        Assert.All(up.GroupBy(v => v.At.Ticks / TimeSpan.TicksPerMinute), minute => Assert.InRange(minute.Count(), 1, 60 * Options.SpreadPerSecond));
        Assert.All(journal.GroupBy(v => v.Host), host => Assert.All(host.Zip(host.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= TimeSpan.FromSeconds(2))));
        Assert.Equal(0, _file.Scalar<int>("SELECT COUNT(*) FROM feeds WHERE failures > 0"));
        Assert.Equal(0, _file.Scalar<int>("SELECT COUNT(*) - COUNT(DISTINCT feed_id || ' ' || title) FROM articles"));
        Assert.Equal(0, _file.Scalar<int>("SELECT (SELECT COUNT(*) FROM changes) - (SELECT COUNT(*) FROM articles)"));
    }

    public void Dispose() => _file.Dispose();

    private async Task<List<DayVisit>> LiveAsync()
    {
        await using var hosts = await LoopbackHosts.StartAsync(
            Hosts, _time, (_, _, at) => at > Cut && at < Mended ? DayAnswer.Breaks : new DayAnswer(200) { Closes = true });
        var catalog = TestPolls.Catalog([.. Enumerable.Range(0, Feeds).Select(feed => hosts.Url(feed % Hosts, feed))]);
        await using var daemon = new DayDaemon(_file.FilePath, Options, catalog, hosts, _time);
        await daemon.RunCloselyAsync(Mended.AddHours(2));
        return [.. hosts.Journal];
    }
}
