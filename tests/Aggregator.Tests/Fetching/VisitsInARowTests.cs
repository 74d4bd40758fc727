using System.Text;
using Aggregator.Storage;

namespace Aggregator.Tests.Fetching;

/// <summary>Rows that only several visits of one feed can show: what is learned from one answer is what the next request says.</summary>
public sealed class VisitsInARowTests
{
    private const string Page = "<!DOCTYPE html><html><head><title>Maintenance</title></head><body>Back soon</body></html>";
    private const string Same = "HTTP/1.1 304 Not Modified\r\n\r\n";

    [Fact]
    public async Task P01_only_the_first_request_is_unconditional()
    {
        await using var origin = RawOrigin.Saying(Ok(Body(1), "ETag: \"1\"", "Last-Modified: then"), Same, Same, Ok(Body(2, 1), "ETag: \"2\""), Same);
        using var feed = new VisitedFeed(origin.Url());

        for (var i = 0; i < 6; i++) await feed.VisitAsync();

        Assert.Equal(["", "\"1\" then", "\"1\" then", "\"1\" then", "\"2\"", "\"2\""], Conditions(origin));
    }

    [Fact]
    public async Task P04_P05_a_validator_that_the_server_drops_is_not_sent_any_more()
    {
        await using var origin = RawOrigin.Saying(Ok(Body(1), "ETag: \"1\"", "Last-Modified: then"), Ok(Body(2, 1), "Last-Modified: now"), Ok(Body(3)), Same);
        using var feed = new VisitedFeed(origin.Url());

        for (var i = 0; i < 4; i++) await feed.VisitAsync();

        Assert.Equal(["", "\"1\" then", "now", ""], Conditions(origin));
    }

    [Fact]
    public async Task P06_P07_new_validators_count_though_date_and_body_stay_as_they_were()
    {
        await using var origin = RawOrigin.Saying(Ok(Body(1), "ETag: \"1\"", "Last-Modified: then"), Ok(Body(1), "ETag: \"2\"", "Last-Modified: then"), Same);
        using var feed = new VisitedFeed(origin.Url());
        await feed.VisitAsync();

        Assert.Equal(PollOutcome.SameBody, (await feed.VisitAsync()).Outcome);
        await feed.VisitAsync();

        Assert.Equal(["", "\"1\" then", "\"2\" then"], Conditions(origin));
    }

    [Fact]
    public async Task P08_H16_validators_of_a_304_are_taken_over()
    {
        await using var origin = RawOrigin.Saying(
            Ok(Body(1), "ETag: \"1\""), "HTTP/1.1 304 Not Modified\r\nETag: \"2\"\r\n\r\n", "HTTP/1.1 304 Not Modified\r\nLast-Modified: now\r\n\r\n", Same);
        using var feed = new VisitedFeed(origin.Url());

        for (var i = 0; i < 4; i++) await feed.VisitAsync();

        Assert.Equal(["", "\"1\"", "\"2\"", "\"2\" now"], Conditions(origin));
    }

    [Fact]
    public async Task P09_nothing_is_invented_when_the_server_gives_nothing()
    {
        await using var origin = RawOrigin.Saying(Ok(Body(1), "Date: Sun, 01 Mar 2026 12:00:00 GMT"));
        using var feed = new VisitedFeed(origin.Url());

        for (var i = 0; i < 3; i++) await feed.VisitAsync();

        Assert.Equal(["", "", ""], Conditions(origin));
    }

    public static TheoryData<string, string> Broken => new()
    {
        { "cut by its length", $"HTTP/1.1 200 OK\r\nETag: \"bad\"\r\nContent-Length: 9999\r\n\r\n{Body(2, 1)}" },
        { "cut inside a chunk", $"HTTP/1.1 200 OK\r\nETag: \"bad\"\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n{Body(2, 1)}" },
        { "cut inside an entry", $"HTTP/1.1 200 OK\r\nETag: \"bad\"\r\n\r\n{Body(3, 2, 1)[..^60]}" },
        { "not compressed", $"HTTP/1.1 200 OK\r\nETag: \"bad\"\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\n<rss>" },
        { "not readable", Ok("<rss version=\"2.0\"><channel", "ETag: \"bad\"") },
        { "nothing", Ok("", "ETag: \"bad\"") },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task P10_H07_H08_validators_of_a_document_that_was_not_read_to_its_end_are_not_used(string how, string answer)
    {
        await using var origin = RawOrigin.Saying(Ok(Body(1), "ETag: \"1\""), answer, Ok(Body(3, 2, 1), "ETag: \"3\""), Same);
        using var feed = new VisitedFeed(origin.Url());
        await feed.VisitAsync();
        var before = feed.State;

        await feed.VisitAsync();
        Assert.True((before.Validators, before.BodyHash) == (feed.State.Validators, feed.State.BodyHash), how);

        Assert.Equal(3, (await feed.VisitAsync()).Entries);
        await feed.VisitAsync();
        Assert.Equal(["", "\"1\"", "\"1\"", "\"3\""], Conditions(origin));
    }

    [Fact]
    public async Task H08_entries_of_a_feed_that_was_cut_inside_one_all_come_in_the_end()
    {
        await using var origin = RawOrigin.Saying($"HTTP/1.1 200 OK\r\nETag: \"1\"\r\n\r\n{Body(4, 3, 2, 1)[..^100]}", Ok(Body(4, 3, 2, 1), "ETag: \"1\""));
        using var feed = new VisitedFeed(origin.Url());

        var seen = (await feed.VisitAsync()).Sightings.Concat((await feed.VisitAsync()).Sightings).Select(s => s.Draft.Guid).ToHashSet();

        Assert.Equal(["1", "2", "3", "4"], seen.Order());
        Assert.Equal(["", ""], Conditions(origin));
    }

    [Theory]
    [InlineData("500 Oops")]
    [InlineData("503 Later")]
    [InlineData("404 Where")]
    [InlineData("410 Gone")]
    [InlineData("403 No")]
    [InlineData("429 Slow down")]
    [InlineData("204 Nothing")]
    [InlineData("206 Part")]
    [InlineData("226 Part")]
    [InlineData("200 OK")]
    public async Task P11_H17_H19_errors_and_pages_leave_everything_as_it_was(string status)
    {
        await using var origin = RawOrigin.Saying(
            Ok(Body(1), "ETag: \"1\""), $"HTTP/1.1 {status}\r\nETag: \"page\"\r\nLast-Modified: page\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n{Page}", Same);
        using var feed = new VisitedFeed(origin.Url());
        await feed.VisitAsync();
        var before = feed.State;

        Assert.Equal(PollOutcome.Failed, (await feed.VisitAsync()).Outcome);
        Assert.Equal((before.Validators, before.BodyHash, before.Fingerprints), (feed.State.Validators, feed.State.BodyHash, feed.State.Fingerprints));
        Assert.Equal(PollOutcome.NotModified, (await feed.VisitAsync()).Outcome);
        Assert.Equal(["", "\"1\"", "\"1\""], Conditions(origin));
    }

    [Fact]
    public async Task P12_the_first_request_to_another_host_is_unconditional()
    {
        await using var other = RawOrigin.Saying(Ok(Body(1), "ETag: \"there\""), Same);
        await using var origin = RawOrigin.Saying(
            Ok(Body(1), "ETag: \"here\""), $"HTTP/1.1 302 Found\r\nLocation: {other.Url()}\r\nContent-Length: 0\r\n\r\n");
        using var feed = new VisitedFeed(origin.Url());

        for (var i = 0; i < 3; i++) await feed.VisitAsync();

        Assert.Equal(["", "\"here\"", ""], Conditions(origin));
        Assert.Equal(["", "\"there\""], Conditions(other));
    }

    [Theory]
    [InlineData("Cache-Control: no-cache")]
    [InlineData("Cache-Control: no-store")]
    [InlineData("Cache-Control: max-age=0, must-revalidate")]
    [InlineData("Expires: 0")]
    [InlineData("Pragma: no-cache")]
    public async Task P18_who_wants_nothing_kept_is_asked_neither_sooner_nor_unconditionally(string header)
    {
        await using var origin = RawOrigin.Saying(Ok(Body(1), "ETag: \"1\"", header), $"HTTP/1.1 304 Not Modified\r\n{header}\r\n\r\n");
        await using var plain = RawOrigin.Saying(Ok(Body(1), "ETag: \"1\""), Same);
        using var feed = new VisitedFeed(origin.Url());
        using var same = new VisitedFeed(plain.Url());

        for (var i = 0; i < 2; i++)
        {
            await feed.VisitAsync();
            await same.VisitAsync();
            Assert.True(feed.State.NextPollAt >= VisitedFeed.Start + new Aggregator.Configuration.PollingOptions().Interval);
        }

        Assert.Equal(Conditions(plain), Conditions(origin));
    }

    [Fact]
    public async Task H16_a_304_to_a_feed_never_seen_leaves_it_to_be_asked_for_whole()
    {
        await using var origin = RawOrigin.Saying("HTTP/1.1 304 Not Modified\r\nETag: \"never seen\"\r\n\r\n", Ok(Body(1), "ETag: \"1\""));
        using var feed = new VisitedFeed(origin.Url());

        await feed.VisitAsync();
        var second = await feed.VisitAsync();

        Assert.Equal(1, second.Entries);
        Assert.Equal(["", ""], Conditions(origin));
    }

    [Fact]
    public async Task T04_entities_read_no_file_and_call_nobody()
    {
        using var canary = new Canary();
        var path = Path.Combine(AppContext.BaseDirectory, "aggregator.runtimeconfig.json");
        Assert.Contains("runtimeOptions", File.ReadAllText(path), StringComparison.Ordinal);
        var file = $"file://{path}";
        var body = $"<!DOCTYPE rss [<!ENTITY x SYSTEM \"{file}\"><!ENTITY y SYSTEM \"{canary.Url}\"><!ENTITY % p SYSTEM \"{canary.Url}\"> %p;]>"
            + Body(1).Replace("Entry 1", "&x;&y;", StringComparison.Ordinal);
        await using var origin = RawOrigin.Saying(Ok(body));
        using var feed = new VisitedFeed(origin.Url());

        var poll = await feed.VisitAsync();

        Assert.DoesNotContain("runtimeOptions", Assert.Single(poll.Sightings).Draft.ToString(), StringComparison.Ordinal);
        canary.AssertSilent();
    }

    [Fact]
    public async Task T04_entities_that_multiply_are_not_expanded()
    {
        var entities = string.Concat(Enumerable.Range(1, 9).Select(i => $"<!ENTITY e{i} \"{string.Concat(Enumerable.Repeat($"&e{i - 1};", 10))}\">"));
        await using var origin = RawOrigin.Saying(Ok($"<!DOCTYPE rss [<!ENTITY e0 \"ha\">{entities}]>{Body(1).Replace("Entry 1", "&e9;", StringComparison.Ordinal)}"));
        using var feed = new VisitedFeed(origin.Url());

        var poll = await feed.VisitAsync();

        Assert.True((Assert.Single(poll.Sightings).Draft.Title?.Length ?? 0) < 1_000_000);
    }

    private static string Body(params int[] entries) =>
        "<rss version=\"2.0\"><channel><title>Feed</title>"
        + string.Concat(entries.Select(n => $"<item><title>Entry {n}</title><guid>{n}</guid><link>https://example.org/{n}</link></item>"))
        + "</channel></rss>";

    private static string Ok(string body, params string[] headers) =>
        $"HTTP/1.1 200 OK\r\n{string.Concat(headers.Select(header => header + "\r\n"))}Content-Length: {Encoding.Latin1.GetByteCount(body)}\r\n\r\n{body}";

    /// <summary>The values of If-None-Match and If-Modified-Since of each request, as far as there are any.</summary>
    private static IEnumerable<string> Conditions(RawOrigin origin) => origin.Requests.Select(request => string.Join(
        ' ',
        request.Split("\r\n").Where(line => line.StartsWith("If-", StringComparison.Ordinal)).OrderDescending(StringComparer.Ordinal).Select(line => line.Split(": ", 2)[1])));
}
