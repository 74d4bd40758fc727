using System.Buffers;
using System.Globalization;
using System.Security;
using System.Text;

namespace Aggregator.Benchmarks.Corpora;

/// <summary>
/// Writes feeds as publishers do: RSS 2.0 (every even one, in CDATA) and Atom (every odd one, escaped), entries with about 1 KB of HTML each, 27 to 33 KB in all. The same number and
/// generation give the same bytes; each generation has one new entry in front and loses the last. No two entries have one text, but for one in ten that another feed had before.
/// </summary>
internal static class SyntheticFeed
{
    public const int Entries = 20;
    private const int Numbers = 1_000;

    /// <summary>One article in so many is printed from another paper.</summary>
    private const int Copied = 10;

    /// <summary>Papers among which the original is looked for.</summary>
    private const int Neighbours = 50;

    public static bool IsAtom(int feed) => feed % 2 == 1;

    public static string ContentType(int feed) => IsAtom(feed) ? "application/atom+xml" : "application/rss+xml; charset=utf-8";

    public static byte[] Write(int feed, int generation, int entries = Entries)
    {
        var output = new ArrayBufferWriter<byte>(32 * 1024);
        var site = $"https://site{feed}.example.org";
        Add(output, IsAtom(feed) ? AtomHead(feed, site) : RssHead(feed, site));
        for (var entry = generation + entries - 1; entry >= generation; entry--)
        {
            var date = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(entry).AddMinutes(feed % 60);
            var body = Body(feed, entry);
            Add(output, IsAtom(feed) ? AtomEntry(feed, entry, site, date) : RssEntry(feed, entry, site, date));
            Add(output, IsAtom(feed) ? SecurityElement.Escape(body) : body);
            Add(output, IsAtom(feed) ? "</content></entry>\n" : "]]></content:encoded></item>\n");
        }

        Add(output, IsAtom(feed) ? "</feed>\n" : "</channel></rss>\n");
        return output.WrittenSpan.ToArray();
    }

    private static string Body(int feed, int entry) =>
        IsCopied(feed, entry) ? SyntheticBody.Copy(Number(Original(feed, entry), entry), Number(feed, entry)) : SyntheticBody.Html(Number(feed, entry));

    private static int Number(int feed, int entry) => (feed * Numbers) + entry;

    private static bool IsCopied(int feed, int entry) => feed > 0 && ((feed * 7) + entry) % Copied == 0;

    private static int Original(int feed, int entry)
    {
        var original = feed - 1 - (((feed * 31) + entry) % Math.Min(feed, Neighbours));
        while (IsCopied(original, entry))
            original--;
        return original;
    }

    private static string Title(int feed, int entry, string and)
    {
        var words = new SyntheticWords((uint)~Number(feed, entry));
        return $"{words.Take(4)} {and} {words.Take(4)}";
    }

    private static string RssHead(int feed, string site) =>
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
        <channel><title>Journal {feed}</title><link>{site}/</link><description>What happens at site {feed}</description><language>en-GB</language>
        <atom:link href="{site}/feed" rel="self" type="application/rss+xml"/><generator>Synthetic</generator><ttl>60</ttl>

        """;

    private static string AtomHead(int feed, string site) =>
        $"""
        <?xml version="1.0" encoding="utf-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Journal {feed}</title><id>{site}/</id><updated>2024-01-01T00:00:00Z</updated>
        <link href="{site}/"/><link href="{site}/feed" rel="self"/><author><name>Editors of {feed}</name></author>

        """;

    private static string RssEntry(int feed, int entry, string site, DateTimeOffset date) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        <item><title>{Title(feed, entry, "&amp;")}</title><link>{site}/{entry}/report?utm_source=rss</link><guid isPermaLink="false">{site}/?p={entry}</guid>
        <pubDate>{date:ddd, dd MMM yyyy HH:mm:ss} +0000</pubDate><dc:creator><![CDATA[Author {feed % 5}]]></dc:creator><category><![CDATA[Reports]]></category><category>Topic {entry % 9}</category>
        <comments>{site}/{entry}/report#comments</comments><description><![CDATA[<p>Report {entry} of journal {feed}, in short &#8230;</p>]]></description>
        <content:encoded><![CDATA[
        """);

    private static string AtomEntry(int feed, int entry, string site, DateTimeOffset date) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        <entry><title type="html">{Title(feed, entry, "&amp;amp;")}</title><link rel="alternate" type="text/html" href="{site}/{entry}/report"/><id>tag:site{feed}.example.org,2024:{entry}</id>
        <published>{date:yyyy-MM-ddTHH:mm:ssZ}</published><updated>{date:yyyy-MM-ddTHH:mm:ssZ}</updated><author><name>Author {feed % 5}</name><uri>{site}/a</uri></author><category term="topic-{entry % 9}" label="Topic {entry % 9}"/>
        <summary>Report {entry} of journal {feed}, in short</summary><content type="html">
        """);

    private static void Add(ArrayBufferWriter<byte> output, string text) => Encoding.UTF8.GetBytes(text, output);
}
