using System.Diagnostics;
using Aggregator.Configuration;
using Aggregator.Tests.Storage;
using Aggregator.Tests.Storage.Databases;
using Microsoft.Extensions.Time.Testing;

namespace Aggregator.Tests.Polling.Days;

/// <summary>
/// A day of 2,000 feeds on 60 hosts, over sockets, with trouble of all kinds and a restart at noon; and each promise held against what the hosts saw.
/// </summary>
public sealed class SimulatedDayTests(ITestOutputHelper output) : IDisposable
{
    private const int Hosts = 60;
    private const int Feeds = 2000;
    private static readonly DateTimeOffset Midnight = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Noon = Midnight.AddHours(12);
    private static readonly DateTimeOffset End = Midnight.AddHours(24);

    /// <summary>For as long nobody is there to poll.</summary>
    private static readonly TimeSpan Downtime = TimeSpan.FromMinutes(25);

    /// <summary>A host's feeds wait for each other: all of them at their pace, with some to spare.</summary>
    private static readonly TimeSpan Queue = TimeSpan.FromMinutes(5);
    private readonly SqliteTestDatabase _file = new();
    private readonly FakeTimeProvider _time = new(Midnight);

    private static readonly PollingOptions Options = new()
    {
        Interval = TimeSpan.FromHours(4),
        SpreadPerSecond = 2,
        Hosts = [new HostRule("h7.example") { Concurrency = 2, Delay = TimeSpan.Zero, PollsPerMinute = 60 }, new HostRule("h8.example") { Hold = HoldScope.Feed }],
    };

    [Fact]
    public async Task P01_P14_P20_P21_P22_P23_P27_P30_P31_A_day_of_2000_feeds_on_60_hosts_with_outages_and_a_restart_at_noon()
    {
        var watch = Stopwatch.StartNew();
        // Everything in one place: not on the test's synchronisation context, where continuations would be queued behind each other.
        var journal = await Task.Run(LiveAsync, TestContext.Current.CancellationToken);
        output.WriteLine($"{journal.Count} requests, {journal.Count(v => v.Answer.IsFailure)} of them failures, in {watch.Elapsed.TotalSeconds:F1} s");

        Assert.Equal(Enumerable.Range(0, Feeds), journal.Select(v => v.Feed).Distinct().Order());
        Assert.All(new[] { 0, 1, 2, 3, 4, 5, 8 }, host => Assert.Contains(journal, v => v.Host == host && v.Answer.IsFailure));
        Assert.Single(journal.Select(v => v.Agent).Distinct());
        Assert.DoesNotContain(journal, v => v.At > Noon && v.At < Noon + Downtime);
        foreach (var host in journal.GroupBy(v => v.Host))
        {
            KeepsTheBudget([.. host]);
            KeepsTheHold([.. host]);
            KeepsTheLadder([.. host]);
        }
        foreach (var feed in journal.GroupBy(v => v.Feed))
        {
            KeepsTheWait([.. feed]);
            AsksConditionally([.. feed]);
        }
        // A start's feeds, and those that fell due while nobody was there, come at the rate of the settings, and those that fall due meanwhile.
        Assert.All(Starts(journal).GroupBy(v => v.At.Ticks / TimeSpan.TicksPerMinute), minute => Assert.InRange(minute.Count(), 1, 3 * 60 * Options.SpreadPerSecond / 2));
    }

    public void Dispose() => _file.Dispose();

    private async Task<List<DayVisit>> LiveAsync()
    {
        await using var hosts = await LoopbackHosts.StartAsync(Hosts, _time, Answer, host => TimeSpan.FromSeconds(host == 40 ? 7 : 0));
        var catalog = TestPolls.Catalog([.. Enumerable.Range(0, Feeds).Select(feed => hosts.Url(feed % Hosts, feed))]);
        await using (var morning = new DayDaemon(_file.FilePath, Options, catalog, hosts, _time))
            await morning.RunCloselyAsync(Noon);
        _time.SetUtcNow(Noon + Downtime);
        await using (var evening = new DayDaemon(_file.FilePath, Options, catalog, hosts, _time))
            await evening.RunCloselyAsync(End);
        return [.. hosts.Journal];
    }

    /// <summary>Hosts 0 to 9 have their troubles and wishes, each of its own kind.</summary>
    private static DayAnswer Answer(int host, int feed, DateTimeOffset at)
    {
        var hour = (at - Midnight).TotalHours;
        return (host, feed) switch
        {
            (0, _) when hour is > 3 and < 9 => DayAnswer.Breaks,
            (0, _) => new DayAnswer(200) { Closes = true },
            (1, _) when hour is > 8 and < 8.2 => new DayAnswer(429) { RetryAfter = TimeSpan.FromMinutes(50), AsDate = true },
            // Asks for silence that outlasts the restart.
            (2, _) when hour is > 8.1 and < 12 => new DayAnswer(503) { RetryAfter = TimeSpan.FromHours(5) },
            (3, _) when hour is > 2 and < 8 => new DayAnswer(429),
            (4, _) when hour is > 6 and < 10 => DayAnswer.Stalls,
            (5, var n) when n % 4 == 1 => new DayAnswer(404),
            (6, _) => new DayAnswer(200) { Header = "<ttl>300</ttl><skipHours><hour>13</hour><hour>14</hour></skipHours>" },
            (8, var n) when n % 3 == 2 => new DayAnswer(429) { RetryAfter = TimeSpan.FromHours(3) },
            (9, _) => new DayAnswer(200) { MaxAge = TimeSpan.FromHours(6) },
            _ => new DayAnswer(200),
        };
    }

    private static void KeepsTheBudget(List<DayVisit> visits)
    {
        var (concurrency, perMinute, delay) = visits[0].Host == 7 ? (2, 60, 0) : (1, 30, 1);
        Assert.All(visits, v => Assert.InRange(v.AtOnce, 1, concurrency));
        Assert.All(visits.Zip(visits.Skip(perMinute)), pair => Assert.True(pair.Second.At - pair.First.At >= TimeSpan.FromMinutes(1), $"{pair}"));
        Assert.All(visits.Zip(visits.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= TimeSpan.FromSeconds(delay), $"{pair}"));
    }

    /// <summary>After an answer that asks the host's patience nobody asks the host, across the restart too.</summary>
    private static void KeepsTheHold(List<DayVisit> visits)
    {
        foreach (var (visit, next) in visits.Zip(visits.Skip(1)).Where(pair => pair.First.Host != 8))
        {
            var hold = visit.Answer switch
            {
                { Status: 429 or 503, RetryAfter: { } asked } => asked,
                { Status: 429 or 503 } or { Status: 0, IsSilent: false } => Options.BackOff,
                _ => TimeSpan.Zero,
            };
            Assert.True(next.At - visit.At >= hold, $"{next} after {visit}");
        }
    }

    /// <summary>No feed before it may be.</summary>
    private static void KeepsTheWait(List<DayVisit> visits)
    {
        foreach (var (visit, next) in visits.Zip(visits.Skip(1)))
        {
            var wait = visit.Answer switch
            {
                { RetryAfter: { } asked } => asked > 2 * Options.Interval ? asked : 2 * Options.Interval,
                { Status: 429 or 503 } => 2 * Options.Interval,
                { MaxAge: { } fresh } => fresh,
                { Status: 0 } => Options.BackOff,
                _ when visit.Host == 6 => TimeSpan.FromMinutes(300),
                _ => Options.Interval,
            };
            Assert.True(next.At - visit.At >= wait, $"{next} after {visit}");
        }
        if (visits[0].Host == 6)
            Assert.All(visits.Skip(1), v => Assert.False(v.At.Hour is 13 or 14, $"{v}"));
    }

    /// <summary>No feed later than it must be: what its own last visit and its host's failures explain, and no more.</summary>
    private static void KeepsTheLadder(List<DayVisit> visits)
    {
        var (row, heldUntil) = (0, Midnight);
        var mayBe = new Dictionary<int, (DateTimeOffset Until, int Row)>();
        foreach (var visit in visits)
        {
            var (until, ownRow) = mayBe.GetValueOrDefault(visit.Feed, (Midnight.AddSeconds(Feeds / Options.SpreadPerSecond), 0));
            var latest = Latest(until, heldUntil);
            Assert.True(visit.At <= latest, $"{visit} was due at {latest}");

            var (answered, failed) = (visit.Answer.IsSilent ? visit.At + LoopbackHosts.Fetching.FirstByteTimeout : visit.At, visit.Answer.IsFailure);
            ownRow = failed ? ownRow + 1 : 0;
            row = failed && visit.Answer.Status != 404 ? row + 1 : failed ? row : 0;
            mayBe[visit.Feed] = (visit.Host == 6 ? answered.AddMinutes(300) : answered + DayLadder.OfFeed(visit.Answer, ownRow, Options), ownRow);
            var hold = visit.Host == 8 ? TimeSpan.Zero : DayLadder.OfHost(visit.Answer, row, Options);
            heldUntil = answered + hold > heldUntil ? answered + hold : heldUntil;
        }
        Assert.All(mayBe, feed => Assert.True(Latest(feed.Value.Until, heldUntil) > End, $"feed {feed.Key} was not polled again"));
    }

    /// <summary>By the later of the two, after those that wait with it, after skipped hours, and after the restart's spread.</summary>
    private static DateTimeOffset Latest(DateTimeOffset own, DateTimeOffset hosts)
    {
        var latest = own > hosts ? own : hosts;
        if (latest.Hour is 13 or 14)
            latest = latest.AddHours(15 - latest.Hour).AddMinutes(-latest.Minute);
        latest += Queue;
        return latest < Noon || latest > Noon + Downtime + TimeSpan.FromSeconds(Feeds / Options.SpreadPerSecond)
            ? latest
            : Noon + Downtime + TimeSpan.FromSeconds(Feeds / Options.SpreadPerSecond) + Queue;
    }

    /// <summary>Once a feed has given a validator, it is always sent.</summary>
    private static void AsksConditionally(List<DayVisit> visits)
    {
        var known = false;
        foreach (var visit in visits)
        {
            Assert.Equal(known, visit.IsConditional);
            known |= !visit.Answer.IsFailure;
        }
    }

    /// <summary>The first minutes of both halves of the day.</summary>
    private static IEnumerable<DayVisit> Starts(List<DayVisit> journal) =>
        journal.Where(v => v.At < Midnight.AddMinutes(15) || (v.At >= Noon + Downtime && v.At < Noon + Downtime + TimeSpan.FromMinutes(15)));
}
