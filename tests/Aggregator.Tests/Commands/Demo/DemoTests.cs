using Aggregator.Commands.Demo;
using Aggregator.Fetching;
using Aggregator.Normalizing;
using Aggregator.Parsing;

namespace Aggregator.Tests.Commands.Demo;

public sealed class DemoTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Paths => [.. DemoScript.Feeds.Select(f => f.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_document_of_the_site_is_read_as_it_was_meant(string path)
    {
        var feed = DemoScript.Feeds.Single(f => f.Path == path);
        var entries = DemoPublisher.Entries(feed, TimeSpan.FromSeconds(31), Start, answer: 1);
        var document = feed.Write(feed, entries);
        var parsed = Assert.IsType<ParseOutcome.Parsed>(new FeedParser().Parse(new Document
        {
            Body = document.Body,
            ContentType = document.ContentType,
            Url = new Uri($"http://127.0.0.1:1{path}"),
        })).Feed;
        var normalizer = new Normalizer();
        var drafts = parsed.Entries.Select(normalizer.Normalize).ToList();
        Assert.Equal(feed.Name, normalizer.NormalizeHeader(parsed).Title);
        Assert.Equal(entries.Select(e => e.Title), drafts.Select(d => d.Title));
        Assert.Equal(entries.Select(e => $"http://127.0.0.1:1{e.Link}"), drafts.Select(d => d.Url));
    }

    [Fact]
    public void Headlines_are_corrected_and_guids_change_where_the_script_says_so()
    {
        var orchard = DemoScript.Feeds.Single(f => f.CorrectedAfter is not null);
        var early = DemoPublisher.Entries(orchard, TimeSpan.FromSeconds(1), Start, 1)[^1];
        var late = DemoPublisher.Entries(orchard, TimeSpan.FromSeconds(9), Start, 2)[^1];
        Assert.Equal($"{early.Title} (corrected)", late.Title);
        Assert.Equal(early.Guid, late.Guid);

        var restless = DemoScript.Feeds.Single(f => f.ChangesGuids);
        Assert.NotEqual(DemoPublisher.Entries(restless, default, Start, 1)[0].Guid, DemoPublisher.Entries(restless, default, Start, 2)[0].Guid);
    }

    [Fact]
    public void A_repeater_links_to_the_same_articles()
    {
        var echo = DemoScript.Feeds.Single(f => f.Repeats is not null);
        var original = DemoScript.Feeds.Single(f => f.Path == echo.Repeats);
        Assert.Equal(
            DemoPublisher.Entries(original, TimeSpan.FromSeconds(20), Start, 1).Select(e => CanonicalUrl.Of($"http://x.example{e.Link}")),
            DemoPublisher.Entries(echo, TimeSpan.FromSeconds(20), Start, 1).Select(e => CanonicalUrl.Of($"http://x.example{e.Link}")));
    }
}
