using System.Text;
using Aggregator.Parsing.Slices;

namespace Aggregator.Tests.Parsing.Slices;

public sealed class EntryScannerTests
{
    [Theory]
    [InlineData("<rss><channel>", "<item>a</item>|<item >b</item\n>", "</channel></rss>")]
    [InlineData("<?xml version='1.0'?><!-- <item> --><rss version='2.0' x='a>b'>\n<channel y=\"<'>\">", "<item><title>1 > 0</title></item>|<item/x='/'></item>", "</channel><!-- --></rss>\n")]
    [InlineData("<rss><channel>", "<item><![CDATA[</item><item>]]></item>|<item><!-- </item> --></item>|<item><?p </item>?></item>", "</channel></rss>")]
    [InlineData("<rss><channel>", "<item><group><item>nested</item></group></item>|<item><br/><x y='/>'/></item>", "</channel></rss>")]
    [InlineData("<feed>", "<entry a='>' b=\">'\"></entry>|<entry><a:entry/></entry>", "</feed>")]
    [InlineData("<rdf:RDF>", "<item></item>|<item></item>", "</rdf:RDF>")]
    public void Entries_are_found_where_they_begin_and_end(string head, string entries, string tail)
    {
        var between = "<title>é</title>\n";
        var expected = entries.Split('|');
        var document = Encoding.UTF8.GetBytes(head + between + string.Join(between, expected) + between + tail);
        var (length, found) = Assert.NotNull(EntryScanner.Find(document));
        Assert.Equal(head, Encoding.UTF8.GetString(document[..length]));
        Assert.Equal(expected, found.Select(range => Encoding.UTF8.GetString(document[range])));
    }

    [Fact]
    public void In_RSS_1_a_channel_stands_beside_the_entries()
    {
        var document = "<rdf:RDF><channel><items><rdf:Seq/></items></channel><item>1</item></rdf:RDF>"u8.ToArray();
        Assert.Equal("<item>1</item>", Encoding.UTF8.GetString(document[Assert.NotNull(EntryScanner.Find(document)).Entries.Single()]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("<")]
    [InlineData("<rss")]
    [InlineData("<rss>")]
    [InlineData("<rss/>")]
    [InlineData("<rss></rss>")]
    [InlineData("<rss><channel>")]
    [InlineData("<rss><channel/></rss>")]
    [InlineData("<rss><channel><item></channel></rss>")]
    [InlineData("<rss><channel></item></channel></rss>")]
    [InlineData("<rss><channel></channel></rss></rss>")]
    [InlineData("<rss><channel></channel></rss><rss></rss>")]
    [InlineData("<rss><channel></channel><channel></channel></rss>")]
    [InlineData("<rss><channel><channel></channel></channel></rss>")]
    [InlineData("<rss><channel></channel><item></item></rss>")]
    [InlineData("<rss><item></item><channel></channel></rss>")]
    [InlineData("<rss><channel></channel><x><item></item></x></rss>")]
    [InlineData("<rss><channel><item/></channel></rss>")]
    [InlineData("<rss><channel><Item></Item></channel></rss>")]
    [InlineData("<rss><channel><a:item></a:item></channel></rss>")]
    [InlineData("<rss><channel><entry></entry></channel></rss>")]
    [InlineData("<rss><Channel></Channel></rss>")]
    [InlineData("<rss><channel><item a='></item></channel></rss>")]
    [InlineData("<rss><channel><item><![CDATA[</item></channel></rss>")]
    [InlineData("<rss><channel><!-- </channel></rss>")]
    [InlineData("<rss><channel><?p </channel></rss>")]
    [InlineData("<![CDATA[]]><rss><channel></channel></rss>")]
    [InlineData("<!DOCTYPE rss><rss><channel></channel></rss>")]
    [InlineData("<!DOCTYPE rss [<!ENTITY e 'x'>]><rss><channel></channel></rss>")]
    [InlineData("<a:feed><a:entry></a:entry></a:feed>")]
    [InlineData("<feed><item></item></feed>")]
    [InlineData("<feed><channel><entry></entry></channel></feed>")]
    [InlineData("<html><body></body></html>")]
    public void Whatever_is_no_plain_feed_is_left_to_the_reader(string document) => Assert.Null(EntryScanner.Find(Encoding.UTF8.GetBytes(document)));
}
