using System.Text;
using Aggregator.Fetching;
using Aggregator.Parsing;

namespace Aggregator.Tests.Parsing;

public sealed class FingerprintTests
{
    [Fact]
    public void The_same_entry_has_the_same_fingerprint_wherever_it_stands() =>
        Assert.Equal(Of("<item><title>a</title><guid>1</guid></item>"), Of("<item><guid>1</guid>\n<title>a</title></item><item/>"));

    [Theory]
    [InlineData("<item><title>b</title></item>")]
    [InlineData("<item><description>a</description></item>")]
    [InlineData("<item><title>a</title><category/><category>c</category></item>")]
    [InlineData("<item><title>a</title><pubDate>2020-01-01</pubDate></item>")]
    [InlineData("<item><title>a</title><enclosure url='http://e.example/' length='2'/></item>")]
    public void Any_field_changes_it(string item) => Assert.NotEqual(Of("<item><title>a</title></item>"), Of(item));

    [Fact]
    public void A_new_base_changes_it_for_bodies() =>
        Assert.NotEqual(Of("<item><description>a</description></item>", "https://a.example/"), Of("<item><description>a</description></item>", "https://b.example/"));

    private static Hash128 Of(string items, string url = "https://e.example/")
    {
        var body = Encoding.UTF8.GetBytes("<rss><channel>" + items + "</channel></rss>");
        return Assert.IsType<ParseOutcome.Parsed>(new FeedParser().Parse(new Document { Body = body, Url = new Uri(url) })).Feed.Entries[0].Fingerprint;
    }
}
