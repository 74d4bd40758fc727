using System.Text;
using Aggregator.Fetching;
using Aggregator.Storage;

namespace Aggregator.Tests.Fetching;

/// <summary>RFC 3229: new entries only, for those who want it.</summary>
public sealed class DeltaTests
{
    private static readonly Aggregator.Configuration.FetchingOptions Asking = FetcherUnderTest.Options with { AskForDeltas = true };

    [Fact]
    public async Task Deltas_are_asked_for_only_when_configured_and_only_with_an_etag()
    {
        await using var origin = RawOrigin.Saying("HTTP/1.1 304 Not Modified\r\n\r\n");
        using var asking = new FetcherUnderTest(Asking);
        using var usual = new FetcherUnderTest();

        await asking.FetchAsync(new FetchRequest(origin.Url()) { Validators = new("\"1\"", null) });
        await asking.FetchAsync(new FetchRequest(origin.Url()) { Validators = new(null, "then") });
        await usual.FetchAsync(new FetchRequest(origin.Url()) { Validators = new("\"1\"", null) });

        Assert.Equal([true, false, false], origin.Requests.Select(request => request.Contains("\r\nA-IM: feed\r\n", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(true, "feed", true)]
    [InlineData(true, " Feed", true)]
    [InlineData(true, "", false)]
    [InlineData(true, "vcdiff", false)]
    [InlineData(true, "feed, gzip", false)]
    [InlineData(false, "feed", false)]
    public async Task A_226_is_a_document_only_when_it_is_the_delta_that_was_asked_for(bool asked, string manipulation, bool expected)
    {
        await using var origin = RawOrigin.Saying($"HTTP/1.1 226 IM Used\r\nIM: {manipulation}\r\nETag: \"2\"\r\nContent-Length: 6\r\n\r\n<rss/>");
        using var fetcher = new FetcherUnderTest(asked ? Asking : FetcherUnderTest.Options);

        var outcome = await fetcher.FetchAsync(new FetchRequest(origin.Url()) { Validators = new("\"1\"", null) });

        if (expected)
        {
            var fetched = Assert.IsType<FetchOutcome.Fetched>(outcome);
            Assert.Equal((true, new Validators("\"2\"", null)), (fetched.Document.IsDelta, fetched.Validators));
        }
        else
        {
            Assert.Contains("a part that was not asked for", Assert.IsType<FetchOutcome.Failed>(outcome).Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_a_delta_lacks_is_not_gone()
    {
        await using var origin = RawOrigin.Saying(Answer("200 OK", 3, 2, 1), Answer("226 IM Used", 5, 4), Answer("226 IM Used", 6), Answer("200 OK", 7, 6, 5, 4, 3));
        using var feed = new VisitedFeed(origin.Url(), Asking);
        var whole = await feed.VisitAsync();
        var hash = feed.State.BodyHash;

        var second = await feed.VisitAsync();
        var third = await feed.VisitAsync();
        Assert.Equal((hash, 6), (feed.State.BodyHash, feed.State.Fingerprints.Count));
        var last = await feed.VisitAsync();

        Assert.Equal(["1 2 3", "4 5", "6", "7"], new[] { whole, second, third, last }.Select(poll => string.Join(' ', poll.Sightings.Select(s => s.Draft.Guid))));
        Assert.Equal(5, feed.State.Fingerprints.Count);
        Assert.All(origin.Requests.Skip(1), request => Assert.Contains("\r\nA-IM: feed\r\n", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_delta_that_repeats_what_is_known_changes_nothing()
    {
        await using var origin = RawOrigin.Saying(Answer("200 OK", 2, 1), Answer("226 IM Used", 2), Answer("226 IM Used"));
        using var feed = new VisitedFeed(origin.Url(), Asking);
        await feed.VisitAsync();

        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(PollOutcome.SameEntries, (await feed.VisitAsync()).Outcome);
            Assert.Equal(2, feed.State.Fingerprints.Count);
        }
    }

    private static string Answer(string status, params int[] entries)
    {
        var body = "<rss version=\"2.0\"><channel><title>Feed</title>"
            + string.Concat(entries.Select(n => $"<item><title>Entry {n}</title><guid>{n}</guid></item>"))
            + "</channel></rss>";
        return $"HTTP/1.1 {status}\r\nIM: feed\r\nETag: \"{string.Join('-', entries)}\"\r\nContent-Length: {Encoding.ASCII.GetByteCount(body)}\r\n\r\n{body}";
    }
}
