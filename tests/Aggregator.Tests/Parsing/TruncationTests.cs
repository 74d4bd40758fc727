using System.Text;
using Aggregator.Fetching;
using Aggregator.Parsing;
using CsCheck;

namespace Aggregator.Tests.Parsing;

public sealed class TruncationTests
{
    private const int Entries = 12;
    private static readonly FeedParser Parser = new();

    private static readonly byte[][] Documents =
    [
        Bytes("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Ünïcode</title>", "<item><title>T{0}</title><guid>g{0}</guid><description><![CDATA[<p>a & b</p>]]></description></item>", "</channel></rss>"),
        Bytes("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Ünïcode</title>", "<entry><id>g{0}</id><content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>a &amp; b</p></div></content></entry>", "</feed>"),
        Bytes("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\"><channel><title>é</title></channel>", "<item rdf:about=\"g{0}\"><title>x</title></item>", "</rdf:RDF>"),
    ];

    private static readonly string[] EntryEnds = ["</item>", "</entry>", "</item>"];

    [Fact]
    public void Cut_anywhere_a_document_keeps_its_complete_entries_and_says_that_it_was_cut() =>
        (from document in Gen.Int[0, Documents.Length - 1]
         from cut in Gen.Int[0, 2_000]
         select (document, cut)).Sample(at =>
        {
            var whole = Documents[at.document];
            var length = Math.Min(at.cut, whole.Length);
            var outcome = Parser.Parse(new Document { Body = whole.AsMemory(0, length) });
            var complete = Count(Encoding.Latin1.GetString(whole, 0, length), EntryEnds[at.document]);
            if (outcome is not ParseOutcome.Parsed parsed)
                return complete == 0;
            var ids = parsed.Feed.Entries.Select(e => e.Id).ToList();
            var kept = Enumerable.Range(0, complete).All(i => ids[i] == "g" + i);
            return kept && (length == whole.Length || parsed.Feed.Diagnostics.Any(d => d.Code == DiagnosticCode.TruncatedDocument));
        }, iter: 3_000);

    [Fact]
    public void Any_bytes_give_an_outcome() =>
        Gen.Byte.Array[0, 300].Sample(bytes => Parser.Parse(new Document { Body = bytes }) is not null, iter: 3_000);

    [Fact]
    public void Any_markup_gives_a_feed_or_a_reason() =>
        Gen.OneOf("<item>", "</item>", "<title>", "</title>", "<![CDATA[", "]]>", "<!--", "-->", "&", "&#", "&#x41;", "&lt;", "<a b='", "\"", ">", "<", "/", "x", " ",
                "<dc:x", ":", "xmlns:a='b'", "xml:base='//'", "<br>", "<?", "?>", "<!", "\0", "\uD800", "é", "</channel>", "<entry xmlns='http://www.w3.org/2005/Atom'>", "<link href='http://['/>")
            .List[0, 40]
            .Sample(pieces =>
            {
                var text = "<rss version='2.0'><channel>" + string.Concat(pieces);
                return Parser.Parse(new Document { Body = Encoding.UTF8.GetBytes(text), Url = new Uri("https://e.example/f") }) is ParseOutcome.Parsed or ParseOutcome.Unparseable;
            }, iter: 20_000);

    private static byte[] Bytes(string head, string entry, string tail) =>
        Encoding.UTF8.GetBytes(head + string.Concat(Enumerable.Range(0, Entries).Select(i => entry.Replace("{0}", i.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal))) + tail);

    private static int Count(string text, string part) => text.AsSpan().Count(part);
}
