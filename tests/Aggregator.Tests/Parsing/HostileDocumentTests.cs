using System.Text;
using Aggregator.Fetching;
using Aggregator.Parsing;

namespace Aggregator.Tests.Parsing;

/// <summary>Documents that were made to break a parser. What bounds time is bounded memory and work, so that is what is asserted.</summary>
public sealed class HostileDocumentTests
{
    private const string Head = "<rss version=\"2.0\"><channel><title>T</title><item><title>One</title><guid>g</guid>";
    private const string Tail = "</item></channel></rss>";
    private static readonly FeedParser Parser = new();

    public static TheoryData<string> EntityBombs =>
    [
        "<!DOCTYPE rss [<!ENTITY a \"lol\">" + string.Concat(Enumerable.Range(1, 20).Select(i => $"<!ENTITY {Name(i)} \"{Repeat($"&{Name(i - 1)};", 10)}\">")) + "]><rss><channel><title>&u;</title></channel></rss>",
        "<!DOCTYPE rss [<!ENTITY a \"" + new string('x', 50_000) + "\">]><rss><channel><title>" + Repeat("&a;", 5_000) + "</title></channel></rss>",
        "<!DOCTYPE rss [<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">]><rss><channel><title>&a;</title></channel></rss>",
        "<!DOCTYPE rss [<!ENTITY a \"" + new string('x', 50_000) + "\">]><rss><channel><item><link rel=\"" + Repeat("&a;", 5_000) + "\"/></item></channel></rss>",
    ];

    [Theory]
    [MemberData(nameof(EntityBombs))]
    public void An_entity_bomb_adds_no_more_than_the_bound(string bomb)
    {
        foreach (var encoding in (ReadOnlySpan<Encoding>)[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            var feed = Feed(encoding.GetBytes(bomb));
            Assert.True((feed.Title?.Value.Length ?? 0) <= bomb.Length + ParsingLimits.EntityCharacters);
        }
    }

    [Fact]
    public void External_entities_bring_nothing_in()
    {
        var feed = Feed("<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/hostname\"><!ENTITY % p SYSTEM \"http://127.0.0.1:9/\"> %p;]><rss><channel><title>a&x;b</title></channel></rss>");
        Assert.Equal("a&x;b", feed.Title?.Value);
    }

    [Theory]
    [InlineData("<a>", "</a>")]
    [InlineData("<description>", "</description>")]
    [InlineData("<div>", "")]
    [InlineData("<itunes:category text='x'>", "")]
    [InlineData("<item>", "")]
    [InlineData("<channel>", "</channel>")]
    public void A_hundred_thousand_open_elements_cost_a_diagnostic_at_most(string open, string close)
    {
        var feed = Feed(Head + Repeat(open, 100_000) + Repeat(close, 100_000) + Tail);
        Assert.Equal("One", feed.Entries[0].Title?.Value);
        Assert.True(feed.Entries.Length <= ParsingLimits.Entries);
    }

    [Fact]
    public void Markup_deeper_than_the_bound_keeps_its_text()
    {
        var feed = Feed(Head + "<description>" + Repeat("<div>", 200) + "deep" + Repeat("</div>", 200) + "</description>" + Tail);
        Assert.Contains("deep", feed.Entries[0].Summary!.Value, StringComparison.Ordinal);
        Assert.Equal(ParsingLimits.Depth, feed.Entries[0].Summary!.Value.AsSpan().Count("<div>"));
        Assert.Contains(feed.Diagnostics, d => d.Code == DiagnosticCode.LimitReached);
    }

    [Fact]
    public void A_hundred_thousand_attributes_or_declarations_are_cut()
    {
        var attributes = string.Concat(Enumerable.Range(0, 100_000).Select(i => $" a{i}='1'"));
        var declarations = string.Concat(Enumerable.Range(0, 100_000).Select(i => $" xmlns:a{i}='u{i}'"));
        Assert.Equal("g", Feed(Head + "<link" + attributes + "/>" + Tail).Entries[0].Id);
        Assert.Equal("g", Feed(Head + "<link" + declarations + "/>" + Tail).Entries[0].Id);
        Assert.Equal("g", Feed(Head + "<link" + attributes + "&/>" + Tail).Entries[0].Id);
    }

    [Fact]
    public void Entries_beyond_the_bound_are_left_out_and_told()
    {
        var feed = Feed("<rss><channel>" + Repeat("<item/>", ParsingLimits.Entries + 5) + "</channel></rss>");
        Assert.Equal(ParsingLimits.Entries, feed.Entries.Length);
        Assert.Contains(feed.Diagnostics, d => d.Code == DiagnosticCode.LimitReached);
    }

    [Fact]
    public void A_field_beyond_the_bound_is_cut_and_told()
    {
        var feed = Feed(Head + "<description>" + new string('x', ParsingLimits.FieldCharacters + 1) + "</description>" + Tail);
        Assert.Contains(feed.Diagnostics, d => d.Code == DiagnosticCode.LimitReached);
        Assert.True(feed.Entries[0].Summary?.Value.Length <= ParsingLimits.FieldCharacters);
    }

    [Fact]
    public void A_name_or_address_beyond_the_bound_is_none()
    {
        var feed = Feed(Head + "<link>https://example.org/" + new string('x', ParsingLimits.ScalarCharacters) + "</link><author>" + new string('x', ParsingLimits.ScalarCharacters + 1) + "</author>" + Tail);
        Assert.Null(feed.Entries[0].Url);
        Assert.Empty(feed.Entries[0].Authors);
    }

    [Fact]
    public void Lists_of_an_entry_end_at_the_bound()
    {
        var feed = Feed(Head + string.Concat(Enumerable.Range(0, ParsingLimits.ListMembers + 50).Select(n =>
            $"<category>{n}</category><author>{n}</author><enclosure url='https://example.org/{n}.mp3' type='audio/mpeg'/>")) + Tail);
        var entry = feed.Entries[0];
        Assert.Equal(ParsingLimits.ListMembers, entry.Categories.Length);
        Assert.True(entry.Authors.Length <= ParsingLimits.ListMembers);
        Assert.Equal(ParsingLimits.ListMembers, entry.Enclosures.Length);
    }

    [Theory]
    [InlineData(ParsingLimits.JunkCharacters - 100, true)]
    [InlineData(ParsingLimits.JunkCharacters + 1, false)]
    public void Junk_before_the_root_is_passed_over_up_to_the_bound(int junk, bool isFeed) =>
        Assert.Equal(isFeed, Parser.Parse(new Document { Body = Encoding.UTF8.GetBytes(new string('x', junk) + Head + Tail) }) is ParseOutcome.Parsed);

    [Theory]
    [InlineData("<!--")]
    [InlineData("<a><![CDATA[x</a>")]
    [InlineData("<?")]
    [InlineData("&")]
    [InlineData("&#")]
    [InlineData("<a b=\"")]
    [InlineData("<a b='x\" c=\"y'>")]
    [InlineData("<")]
    [InlineData("</b>")]
    [InlineData("<p:a q:b='c'>")]
    [InlineData("<item><pubDate>x,</pubDate></item>")]
    [InlineData("<author>a</author><channel/>")]
    public void Repeated_broken_markup_is_read_in_one_pass(string piece)
    {
        // Quadratic work on these would be 10^10 steps and more.
        var feed = Feed("<rss><channel><title>T</title>&x" + Repeat(piece, 200_000));
        Assert.Equal("T", feed.Title?.Value);
    }

    [Fact]
    public void Json_nested_too_deeply_is_refused_with_a_reason() =>
        Assert.IsType<ParseOutcome.Unparseable>(Parser.Parse(Document("{\"version\":\"https://jsonfeed.org/version/1\",\"items\":" + new string('[', 100_000))));

    [Fact]
    public void Names_that_no_rule_reads_never_become_nodes()
    {
        var feed = Feed(Head + string.Concat(Enumerable.Range(0, 1_000).Select(i => $"<n{i}>x</n{i}>")) + Tail);
        Assert.Empty(feed.Diagnostics);
        Assert.Equal("g", feed.Entries[0].Id);
    }

    private static ParsedFeed Feed(string text) => Feed(Encoding.UTF8.GetBytes(text));

    private static ParsedFeed Feed(byte[] body) => Assert.IsType<ParseOutcome.Parsed>(Parser.Parse(new Document { Body = body })).Feed;

    private static Document Document(string text) => new() { Body = Encoding.UTF8.GetBytes(text) };

    private static string Name(int i) => ((char)('a' + i)).ToString();

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();
}
