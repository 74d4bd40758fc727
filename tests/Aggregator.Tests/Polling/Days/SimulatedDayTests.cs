using System.Diagnostics;
using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Tests.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Aggregator.Tests.Polling.Days;

/// <summary>A day of 2,000 feeds on 60 hosts, with trouble of all kinds and a restart at noon; and each promise held against the journal.</summary>
public sealed class SimulatedDayTests(ITestOutputHelper output) : IDisposable
{
    private const int Hosts = 60;
    private const int Feeds = 2000;
    private static readonly DateTimeOffset Midnight = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Slower than the daemon's second, for the sake of the test's length; late ticks must break no promise either.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(5);
    private readonly TestDatabase _file = new();
    private readonly FakeTimeProvider _time = new(Midnight);

    private static readonly PollingOptions Options = new()
    {
        Interval = TimeSpan.FromHours(3),
        SpreadPerSecond = 2,
        Hosts = [new HostRule("h7.example") { Concurrency = 2, Delay = TimeSpan.Zero, PollsPerMinute = 60 }, new HostRule("h8.example") { Hold = HoldScope.Feed }],
    };

    [Fact]
    public async Task P14_P20_P21_P22_P23_P30_P31_A_day_of_2000_feeds_on_60_hosts_with_outages_and_a_restart_at_noon()
    {
        var watch = Stopwatch.StartNew();
        // Everything in one place: not on the test's synchronisation context, where continuations would be queued behind each other.
        var origin = await Task.Run(LiveAsync, TestContext.Current.CancellationToken);
        var journal = origin.Journal.OrderBy(r => r.At).ToList();
        output.WriteLine($"{journal.Count} requests in {watch.Elapsed.TotalSeconds:F1} s");

        Assert.Equal(Feeds, journal.Select(r => r.Url).Distinct().Count());
        Assert.All(Enumerable.Range(0, 6), h => Assert.Contains(journal, r => r.Host == $"h{h}.example:443" && r.Answer is FetchOutcome.Failed));
        foreach (var host in journal.GroupBy(r => r.Host))
        {
            KeepsTheBudget(host.Key, [.. host]);
            KeepsTheHold(host.Key, [.. host]);
        }
        foreach (var feed in journal.GroupBy(r => r.Url))
            KeepsTheWait([.. feed]);
        Recovers(journal);
    }

    public void Dispose() => _file.Dispose();

    private async Task<DayOrigin> LiveAsync()
    {
        var origin = new DayOrigin(_time) { Script = Answer, Takes = url => Number(url) % 40 == 0 ? TimeSpan.FromSeconds(7) : TimeSpan.Zero };
        var catalog = TestPolls.Catalog([.. Enumerable.Range(0, Feeds).Select(i => $"https://h{i % Hosts}.example/{i}")]);
        await using (var morning = new DayDaemon(_file.FilePath, Options, catalog, origin, _time))
            await morning.RunAsync(Midnight.AddHours(12), Tick);
        _time.Advance(TimeSpan.FromMinutes(25));
        await using (var evening = new DayDaemon(_file.FilePath, Options, catalog, origin, _time))
            await evening.RunAsync(Midnight.AddHours(24), Tick);
        return origin;
    }

    /// <summary>Hosts 0 to 6 and 8 have their troubles, each of its own kind.</summary>
    private static FetchOutcome? Answer(Uri url, DateTimeOffset at)
    {
        var hour = (at - Midnight).TotalHours;
        return (url.Host.Split('.')[0], Number(url)) switch
        {
            ("h0", _) when hour is > 3 and < 9 => FeedLife.Failure(FailureClass.Connect),
            ("h1", _) when hour is > 6 and < 6.2 => FeedLife.Failure(FailureClass.TooManyRequests, 429, new FreshnessHints(TimeSpan.FromMinutes(50), null)),
            // Asks for silence that outlasts the restart.
            ("h2", _) when hour is > 9 and < 12 => FeedLife.Failure(FailureClass.ServerError, 503, new FreshnessHints(TimeSpan.FromHours(4), null)),
            ("h3", _) when hour is > 2 and < 8 => FeedLife.Failure(FailureClass.TooManyRequests, 429),
            ("h4", _) when hour is > 6 and < 10 => FeedLife.Failure(FailureClass.Timeout),
            ("h5", var n) when n % 4 == 1 => FeedLife.Failure(FailureClass.NotFound, 404),
            ("h6", _) => FeedLife.Document(FeedLife.Rss("<ttl>300</ttl><skipHours><hour>13</hour><hour>14</hour></skipHours>", 1)),
            ("h8", var n) when n % 3 == 2 => FeedLife.Failure(FailureClass.TooManyRequests, 429, new FreshnessHints(TimeSpan.FromHours(3), null)),
            ("h9", _) => FeedLife.Unchanged(new FreshnessHints(null, TimeSpan.FromHours(6))),
            _ => null,
        };
    }

    private static void KeepsTheBudget(string host, List<DayRequest> requests)
    {
        var (concurrency, perMinute, delay) = host == "h7.example:443" ? (2, 60, 0) : (1, 30, 1);
        Assert.All(requests, r => Assert.InRange(r.AtOnce, 1, concurrency));
        Assert.All(requests.Zip(requests.Skip(perMinute)), pair => Assert.True(pair.Second.At - pair.First.At >= TimeSpan.FromMinutes(1), $"{host} at {pair.Second.At}"));
        Assert.All(requests.Zip(requests.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= TimeSpan.FromSeconds(delay), $"{host} at {pair.Second.At}"));
    }

    /// <summary>After an answer that asks the host's patience nobody asks the host, across the restart too.</summary>
    private static void KeepsTheHold(string host, List<DayRequest> requests)
    {
        if (host == "h8.example:443")
            return;
        foreach (var (request, next) in requests.Zip(requests.Skip(1)))
        {
            var hold = request.Answer switch
            {
                { Status: 429 or 503, Hints.RetryAfter: { } asked } => asked,
                { Status: 429 or 503 } or FetchOutcome.Failed { Class: FailureClass.Connect } => Options.BackOff,
                _ => TimeSpan.Zero,
            };
            Assert.True(next.At - request.At >= hold, $"{host} was asked at {next.At}, after {request.Answer} at {request.At}");
        }
    }

    private static void KeepsTheWait(List<DayRequest> requests)
    {
        foreach (var (request, next) in requests.Zip(requests.Skip(1)))
        {
            var wait = request.Answer switch
            {
                { Hints.RetryAfter: { } asked } => asked > 2 * Options.Interval ? asked : 2 * Options.Interval,
                { Status: 429 or 503 } => 2 * Options.Interval,
                { Hints.FreshFor: { } fresh } => fresh,
                FetchOutcome.Failed { Class: FailureClass.Connect or FailureClass.Timeout } => Options.BackOff,
                _ when request.Host == "h6.example:443" => TimeSpan.FromMinutes(300),
                _ => Options.Interval,
            };
            Assert.True(next.At - request.At >= wait, $"{request.Url} was asked at {next.At}, after {request.Answer} at {request.At}");
        }
        if (requests[0].Host == "h6.example:443")
            Assert.All(requests.Skip(1), r => Assert.False(r.At.Hour is 13 or 14, $"{r.Url} at {r.At}"));
    }

    /// <summary>Every feed that could be read in the evening was read, and those of healthy hosts on time although others were in trouble.</summary>
    private static void Recovers(List<DayRequest> journal)
    {
        var evening = journal.Where(r => r.At > Midnight.AddHours(12)).ToLookup(r => r.Url);
        foreach (var url in journal.Select(r => r.Url).Distinct())
        {
            var asked = evening[url].ToList();
            var permanent = Number(new Uri(url)) is var n && ((n % Hosts == 5 && n % 4 == 1) || (n % Hosts == 8 && n % 3 == 2));
            Assert.True(permanent || asked.Exists(r => r.Answer is not FetchOutcome.Failed), $"{url} has not recovered");
            if (n % Hosts > 9)
                Assert.InRange(asked.Count, 4, 5);
        }
    }

    private static int Number(Uri url) => int.Parse(url.AbsolutePath.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
}
