using System.Text;
using Aggregator.Fetching;
using Aggregator.Parsing;
using Aggregator.Parsing.Slices;
using CsCheck;

namespace Aggregator.Tests.Parsing.Slices;

/// <summary>To skip what the document before had must give what reading everything gives.</summary>
public sealed class SkippedEntriesTests
{
    private static readonly FeedParser Parser = new();

    private static readonly (string Head, string Tail)[] Roofs =
    [
        ("<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>T</title><link>https://a.example/</link>", "</channel></rss>"),
        ("<rss version='2.0' xmlns:dc='urn:other'><channel><title>T</title><link>https://a.example/</link>", "</channel></rss>"),
        ("<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>T</title><link>https://b.example/</link>", "</channel></rss>"),
        ("<rss version='0.92' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>T</title>", "<link>https://a.example/</link></channel></rss>"),
        ("<rss version='2.0' xml:base='https://c.example/x/' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><pubDate>no date</pubDate>", "</channel></rss>"),
        ("<?xml version='1.0' encoding='iso-8859-1'?><rss xmlns:dc='http://purl.org/dc/elements/1.1/'><channel xml:base='https://d.example/'>", "</channel></rss>"),
        ("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel/>", "</rdf:RDF>"),
        ("<rss><channel>", "</channel><item><title>outside</title></item></rss>"),
        ("<!DOCTYPE rss><rss xmlns:dc='http://purl.org/dc/elements/1.1/'><channel>", "</channel></rss>"),
    ];

    private static readonly string[] Entries =
    [
        "<item><title>One</title><link>/1</link><guid isPermaLink='false'>1</guid><dc:creator>A</dc:creator></item>",
        "<item><title>Two &amp; more</title><link>https://a.example/2</link><description><![CDATA[<p>b</p></item><item>]]></description></item>",
        "<item rdf:about='3' xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><title>Drei</title><link>3</link></item>",
        "<item xml:base='https://e.example/'><title>Four</title><link>4</link><pubDate>Tue, 03 Mar 2026 10:00:00 GMT</pubDate></item>",
        "<item><title>Five</title><guid>5</guid><pubDate>the other day</pubDate></item>",
        "<item><title>Sechs ä</title><guid>6</guid><description>&lt;b>x&lt;/b></description></item>",
        "<item><title>Again</title><guid>6</guid></item>",
        "<item><title>Seven &nbsp; broken</title><guid>7</guid></item>",
        "<item><title>Eight<br></title><guid>8</guid></item>",
        "<item><title>Nine</title></item",
        "<item/>",
        "<Item><title>Ten</title><guid>10</guid></Item>",
        "<item><item><title>Inner</title></item><title>Outer</title></item>",
        "<!-- <item><title>no</title></item> -->",
        "<title>A second title</title>",
        "<image><url>i.png</url><item>x</item></image>",
        "</channel><channel>",
        "<item><title>Dear</title><description><div><p>markup</p></div></description><author>a@a.example (A)</author></item>",
    ];

    private static readonly Gen<byte[]> Document =
        from roof in Gen.Frequency((6, Gen.Const(0)), (1, Gen.Int[0, Roofs.Length - 1]))
        from entries in Gen.Frequency((5, Gen.Int[0, 5]), (1, Gen.Int[0, Entries.Length - 1])).List[0, 8]
        select Encoding.UTF8.GetBytes(Roofs[roof].Head + string.Concat(entries.Select(e => Entries[e])) + Roofs[roof].Tail);

    [Fact]
    public void To_skip_entries_of_the_document_before_gives_what_reading_all_of_them_gives()
    {
        var skipped = 0;
        Gen.Select(Document, Document).Sample(pair =>
        {
            if (Read(pair.Item1, EntrySlices.None) is not { Slices: { } slices } before)
                return;
            var rest = Read(pair.Item2, slices)!;
            Assert.Equal(Shown(Read(pair.Item2, null)), Shown(rest, before));
            Interlocked.Add(ref skipped, rest.Skipped.Count(place => place >= 0));
            // And so does what this one leaves for the next.
            if (rest.Slices is not { } next)
                return;
            var third = Read([.. pair.Item2, (byte)'\n'], next)!;
            Assert.Equal(Shown(rest, before), Shown(third, new ParsedFeed { Format = "", Encoding = "", Entries = [.. AllOf(rest, before)] }));
        }, iter: 20_000);
        Assert.True(skipped > 1_000, $"only {skipped} entries were skipped: nothing was tried");
    }

    [Fact]
    public void So_it_does_for_every_case_written_down()
    {
        var skipped = 0;
        foreach (var document in WrittenDocuments.All())
        {
            if (Parser.Parse(document, EntrySlices.None) is not ParseOutcome.Parsed { Feed: { Slices: { } slices } before })
                continue;
            var again = Assert.IsType<ParseOutcome.Parsed>(Parser.Parse(document, slices)).Feed;
            Assert.Equal(Shown(before), Shown(again, before));
            skipped += again.Skipped.Count(place => place >= 0);
        }

        Assert.True(skipped > 100, $"only {skipped} entries were skipped");
    }

    [Fact]
    public void Only_what_is_new_is_read()
    {
        var before = Read(Rss("<item><guid>1</guid></item>", "<item><guid>2</guid></item>"), EntrySlices.None)!;
        var next = Read(Rss("<item><guid>3</guid></item>", "<item><guid>1</guid></item>"), before.Slices)!;
        Assert.Equal(["3"], next.Entries.Select(entry => entry.Id));
        Assert.Equal([-1, 0], next.Skipped);
        Assert.Equal(2, next.EntryCount);
    }

    [Fact]
    public void An_entry_of_which_something_must_be_noted_is_read_and_noted_each_time()
    {
        var document = Rss("<item><guid>1</guid><pubDate>the other day</pubDate></item>", "<item><guid>2</guid><pubDate>the other day</pubDate></item>", "<item><guid>3</guid></item>");
        var before = Read(document, EntrySlices.None)!;
        var next = Read(document, before.Slices)!;
        Assert.Equal(["1", "2"], next.Entries.Select(entry => entry.Id));
        Assert.NotEmpty(before.Diagnostics);
        Assert.Equal(before.Diagnostics, next.Diagnostics);
    }

    [Fact]
    public void Under_another_roof_the_same_bytes_are_read_again()
    {
        var document = Rss("<item><link>/1</link></item>");
        var before = Parse(document, "https://a.example/feed", EntrySlices.None)!;
        Assert.Empty(Parse(document, "https://a.example/feed", before.Slices)!.Entries);
        Assert.Equal("https://b.example/1", Parse(document, "https://b.example/feed", before.Slices)!.Entries.Single().Url);
    }

    [Theory]
    [InlineData("{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"items\":[{\"id\":\"1\"}]}")]
    [InlineData("<rss version='2.0'><channel><item><guid>1</guid><title>a &nbsp; b</title></item></channel></rss>")]
    [InlineData("<rss version='2.0'><channel><item><guid>1</guid></item>")]
    public void What_is_not_plain_feed_XML_leaves_nothing_to_compare_with(string document) =>
        Assert.Null(Read(Encoding.UTF8.GetBytes(document), EntrySlices.None)!.Slices);

    [Fact]
    public void Where_something_was_left_out_before_entries_were_read_all_of_it_is_read_and_noted_again()
    {
        var document = Rss($"<item {string.Concat(Enumerable.Range(0, 300).Select(n => $" a{n}=''"))}><guid>1</guid></item>");
        var before = Read(document, EntrySlices.None)!;
        Assert.Contains(before.Diagnostics, d => d.Code == DiagnosticCode.LimitReached);
        Assert.Null(before.Slices);
    }

    private static byte[] Rss(params string[] entries) => Encoding.UTF8.GetBytes($"<rss version='2.0'><channel><title>T</title>{string.Concat(entries)}</channel></rss>");

    private static ParsedFeed? Read(byte[] body, EntrySlices? before) => Parse(body, "https://feed.example/feed", before);

    private static ParsedFeed? Parse(byte[] body, string url, EntrySlices? before) =>
        (Parser.Parse(new Document { Body = body, Url = new Uri(url) }, before) as ParseOutcome.Parsed)?.Feed;

    private static IEnumerable<ParsedEntry> AllOf(ParsedFeed feed, ParsedFeed? before)
    {
        var read = 0;
        for (var i = 0; i < feed.EntryCount; i++)
            yield return !feed.Skipped.IsEmpty && feed.Skipped[i] is >= 0 and var place ? before!.Entries[place] : feed.Entries[read++];
        Assert.Equal(feed.Entries.Length, read);
    }

    /// <summary>All that there is of it, but for what only says how it was read. That a guid is repeated, who skips entries sees to.</summary>
    private static string Shown(ParsedFeed? feed, ParsedFeed? before = null)
    {
        if (feed is null)
            return "nothing";
        var entries = string.Join('\n', AllOf(feed, before).Select(entry => $"{entry.Id} {entry.Fingerprint}"));
        var noted = string.Join('\n', feed.Diagnostics.Where(d => d.Code != DiagnosticCode.GuidRepeated));
        return $"{feed with { Entries = [], Diagnostics = [], Skipped = [], Slices = null }}\n{entries}\n{noted}";
    }
}
