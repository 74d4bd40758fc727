using System.Globalization;
using Aggregator.Configuration;
using Aggregator.Storage;
using Aggregator.Tests.Fetching;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Aggregator.Tests.Polling;

/// <summary>What publishers ask for, said by a real server and heeded until the next visit; only the clock is simulated.</summary>
public sealed class WishesOverHttpTests : IAsyncLifetime
{
    private const string Body = "<rss version=\"2.0\"><channel><title>Feed</title><item><title>1</title><guid>1</guid></item></channel></rss>";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly DateTimeOffset Start = VisitedFeed.Start;
    private readonly FakeTimeProvider _time = new(Start);
    private readonly List<string> _asked = [];
    private Action<HttpContext> _answer = context => Document(context, Body);
    private KestrelOrigin _origin = null!;

    public async ValueTask InitializeAsync() => _origin = await KestrelOrigin.StartAsync(async context =>
    {
        _asked.Add($"{context.Request.Path} {context.Request.Headers.IfNoneMatch} {context.Request.Headers.UserAgent} {context.Request.Headers.Authorization}".TrimEnd());
        context.Response.Headers.Date = _time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        context.Items["body"] = "";
        _answer(context);
        if (context.Response.StatusCode == 200)
            await context.Response.WriteAsync((string)context.Items["body"]!);
    });

    public ValueTask DisposeAsync() => _origin.DisposeAsync();

    [Fact]
    public async Task P13_P18_Two_visits_are_an_interval_apart_whatever_the_server_says_of_caching()
    {
        using var feed = Feed();
        await feed.VisitAsync();
        foreach (var cache in new[] { "no-store", "no-cache, max-age=0", "max-age=5", "private", "max-age=-1", "max-age=soon" })
        {
            Answer(200, ("Cache-Control", cache));
            Assert.Equal(PollOutcome.NotModified, (await feed.VisitWhenDueAsync()).Outcome);
            Assert.Equal(Hour, feed.Wait);
        }
    }

    [Theory]
    [InlineData(5, "Cache-Control", "public, max-age=18000")]
    [InlineData(4, "Cache-Control", "max-age=18000", "Age", "3600")]
    [InlineData(5, "Expires", "Sun, 01 Mar 2026 17:00:00 GMT")]
    [InlineData(2, "Cache-Control", "max-age=7200", "Expires", "Sun, 01 Mar 2026 17:00:00 GMT")]
    [InlineData(1, "Expires", "0")]
    [InlineData(1, "Expires", "Sat, 28 Feb 2026 17:00:00 GMT")]
    [InlineData(168, "Cache-Control", "max-age=99999999999")]
    public async Task P16_P17_An_answer_that_is_called_fresh_is_not_asked_for_again_before_it_is_stale(int hours, params string[] headers)
    {
        using var feed = Feed();
        var said = headers.Chunk(2).Select(pair => (pair[0], pair[1])).ToArray();
        Answer(200, said);
        Assert.Equal(PollOutcome.Changed, (await feed.VisitAsync()).Outcome);
        Assert.Equal(TimeSpan.FromHours(hours), feed.Wait);
        // The same moment, so that dates mean the same.
        Assert.Equal(PollOutcome.NotModified, (await feed.VisitAsync()).Outcome);
        Assert.Equal(TimeSpan.FromHours(hours), feed.Wait);
    }

    [Theory]
    [InlineData("<ttl>5</ttl>", 1)]
    [InlineData("<ttl>600</ttl>", 10)]
    [InlineData("<skipHours><hour>13</hour><hour>14</hour></skipHours>", 3)]
    [InlineData("<skipDays><day>Sunday</day></skipDays>", 12)]
    [InlineData("<sy:updatePeriod xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\">daily</sy:updatePeriod><sy:updateFrequency xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\">4</sy:updateFrequency>", 6)]
    public async Task P19_What_the_feed_itself_asks_for_only_lengthens(string header, int hours)
    {
        using var feed = Feed();
        _answer = context => Document(context, Body.Replace("<item>", header + "<item>", StringComparison.Ordinal));
        await feed.VisitAsync();
        Assert.Equal(TimeSpan.FromHours(hours), feed.Wait);
        Assert.Equal(PollOutcome.NotModified, (await feed.VisitAsync()).Outcome);
        Assert.Equal(TimeSpan.FromHours(hours), feed.Wait);
    }

    [Theory]
    [InlineData(429, "7200", 2)]
    [InlineData(429, "36000", 10)]
    [InlineData(503, "36000", 10)]
    [InlineData(503, "Mon, 02 Mar 2026 18:00:00 GMT", 30)]
    [InlineData(500, "36000", 10)]
    [InlineData(302, "36000", 10)]
    [InlineData(429, "99999999999", 168)]
    public async Task P20_P21_Retry_after_is_silence_for_that_long(int status, string wait, int hours)
    {
        using var feed = Feed();
        Answer(status, ("Retry-After", wait));
        var poll = await feed.VisitAsync();
        Assert.InRange(feed.Wait, TimeSpan.FromHours(hours), TimeSpan.FromHours(hours) * 1.1);
        if (status is 429 or 503)
            Assert.InRange(poll.HostHold!.NotBefore - _time.GetUtcNow(), TimeSpan.FromHours(hours), TimeSpan.FromHours(hours) * 1.1);
    }

    [Theory]
    [InlineData(429, null)]
    [InlineData(503, null)]
    [InlineData(429, "soon")]
    [InlineData(503, "-5")]
    [InlineData(429, "0")]
    public async Task P22_P23_Without_a_wait_that_can_be_read_gaps_of_feed_and_host_grow(int status, string? wait)
    {
        using var feed = Feed();
        Answer(status, wait is null ? [] : [("Retry-After", wait)]);
        var (waits, holds) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var i = 0; i < 6; i++)
        {
            var poll = await feed.VisitWhenDueAsync();
            waits.Add(feed.Wait);
            if (poll.HostHold is { } hold)
                holds.Add(hold.NotBefore - _time.GetUtcNow());
        }
        Assert.All(waits, w => Assert.True(w >= 2 * Hour, $"{w}"));
        Assert.Equal(waits.Order(), waits);
        Assert.True(waits[^1] > 20 * Hour);
        Assert.Equal(holds.Order(), holds);
        Assert.True(holds[^1] >= 2 * Hour, $"{holds[^1]}");
        Assert.Equal(6, _asked.Count);
    }

    [Fact]
    public async Task P24_410_is_gone_after_a_day_then_asked_weekly_and_404_climbs_to_a_day_and_both_recover()
    {
        using var feed = Feed();
        Answer(410);
        await feed.VisitAsync();
        Assert.Null(feed.State.GoneAt);
        await feed.VisitWhenDueAsync();
        Assert.NotNull(feed.State.GoneAt);
        Assert.InRange(feed.Wait, TimeSpan.FromDays(6), TimeSpan.FromDays(7));
        Answer(200);
        Assert.Equal(PollOutcome.Changed, (await feed.VisitWhenDueAsync()).Outcome);
        Assert.Equal((null, Hour), (feed.State.GoneAt, feed.Wait));

        Answer(404);
        var waits = new List<TimeSpan>();
        for (var i = 0; i < 12; i++)
        {
            await feed.VisitWhenDueAsync();
            waits.Add(feed.Wait);
        }
        Assert.InRange(waits[0], Hour, 1.1 * Hour);
        Assert.InRange(waits[^1], 21 * Hour, 24 * Hour);
        Assert.Null(feed.State.GoneAt);
        Answer(200);
        Assert.Equal(PollOutcome.NotModified, (await feed.VisitWhenDueAsync()).Outcome);
        Assert.Equal(Hour, feed.Wait);
    }

    [Theory]
    [InlineData(301, true)]
    [InlineData(308, true)]
    [InlineData(302, false)]
    [InlineData(303, false)]
    [InlineData(307, false)]
    public async Task P25_Only_a_redirect_that_is_permanent_and_stays_so_for_a_week_is_remembered(int status, bool isRemembered)
    {
        using var feed = Feed();
        _answer = context =>
        {
            if (context.Request.Path == "/new")
                Document(context, Body);
            else
                (context.Response.StatusCode, context.Response.Headers.Location) = (status, "/new");
        };
        while (_time.GetUtcNow() < Start.AddDays(6.9))
            await feed.VisitWhenDueAsync();
        Assert.Equal(_asked.Count / 2, Old());
        while (_time.GetUtcNow() < Start.AddDays(7.1))
            await feed.VisitWhenDueAsync();
        var before = (_asked.Count, Old());
        await feed.VisitWhenDueAsync();
        Assert.Equal(isRemembered ? (before.Count + 1, before.Item2) : (before.Count + 2, before.Item2 + 1), (_asked.Count, Old()));
        Assert.Equal(isRemembered, feed.State.Redirects.MovedTo is not null);

        int Old() => _asked.Count(line => line.StartsWith("/feed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task P26_A_refusal_is_not_argued_with(int status)
    {
        using var feed = Feed();
        Answer(status, ("WWW-Authenticate", "Basic realm=\"x\""));
        var waits = new List<TimeSpan>();
        for (var i = 0; i < 6; i++)
        {
            await feed.VisitWhenDueAsync();
            waits.Add(feed.Wait);
        }
        Assert.Equal(waits.Order(), waits);
        Assert.Equal(6, _asked.Count);
        Assert.Single(_asked.Distinct());
        Assert.DoesNotContain("Basic", _asked[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task P34_A_feed_that_never_changes_is_polled_less_and_less_until_it_changes()
    {
        var entries = Enumerable.Range(1, 20).Select(day => Start.AddDays(-day)).ToList();
        _answer = context => Document(context, Dated(entries), entries.Count);
        using var feed = Feed(new PollingOptions());
        await feed.VisitAsync();
        var waits = new List<TimeSpan> { feed.Wait };
        while (waits[^1] < TimeSpan.FromHours(23.9) && waits.Count < 1000)
        {
            Assert.Equal(PollOutcome.NotModified, (await feed.VisitWhenDueAsync()).Outcome);
            waits.Add(feed.Wait);
        }
        Assert.InRange(waits[^1], TimeSpan.FromHours(23.9), new PollingOptions().MaxInterval);
        // On average: a feed's rhythm moves single polls.
        var averages = waits.Chunk(40).Select(some => some.Average(wait => wait.TotalHours)).ToList();
        Assert.Equal(averages.Order(), averages);

        entries.Insert(0, _time.GetUtcNow());
        Assert.Equal(PollOutcome.Changed, (await feed.VisitWhenDueAsync()).Outcome);
        Assert.True(feed.Wait < waits[^1] / 2, $"{feed.Wait}");
    }

    private VisitedFeed Feed(PollingOptions? polling = null) =>
        new(new Uri($"http://127.0.0.2:{_origin.Port}/feed"), polling: polling ?? new PollingOptions { Interval = Hour }, time: _time);

    private void Answer(int status, params (string Name, string Value)[] headers) => _answer = context =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        if (status == 200)
            Document(context, Body);
    };

    private static void Document(HttpContext context, string body, int version = 1)
    {
        context.Response.Headers.ETag = $"\"{version}\"";
        if (context.Request.Headers.IfNoneMatch == context.Response.Headers.ETag)
            context.Response.StatusCode = 304;
        else
            context.Items["body"] = body;
    }

    private static string Dated(IEnumerable<DateTimeOffset> entries) =>
        "<rss version=\"2.0\"><channel><title>Feed</title>"
        + string.Concat(entries.Select(at => $"<item><title>{at:u}</title><guid>{at:u}</guid><pubDate>{at:R}</pubDate></item>"))
        + "</channel></rss>";
}
