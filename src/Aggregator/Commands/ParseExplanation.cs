using System.Globalization;
using Aggregator.Fetching;
using Aggregator.Normalizing;
using Aggregator.Parsing;

namespace Aggregator.Commands;

/// <summary>Tells people how one document was read: format, encoding and why, what was wrong with it, what became of each entry.</summary>
internal sealed class ParseExplanation(FeedParser parser, Normalizer normalizer, TextWriter output)
{
    /// <returns>Whether the file is a feed.</returns>
    public bool Explain(string file)
    {
        output.WriteLine(file);
        byte[] body;
        try
        {
            body = File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Line("error", $"cannot be read: {e.Message}");
            return false;
        }

        switch (parser.Parse(new Document { Body = body }))
        {
            case ParseOutcome.Parsed { Feed: var feed }:
                Describe(feed, body.Length);
                return true;
            case ParseOutcome.NotAFeed other:
                Line("not a feed", other.Reason);
                return false;
            case ParseOutcome.Unparseable broken:
                Line("unreadable", broken.Reason);
                return false;
            default:
                Line("empty", "There is nothing in it.");
                return false;
        }
    }

    private void Describe(ParsedFeed feed, int bytes)
    {
        Line("format", $"{feed.Format}, {Count(feed.Entries.Length, "entry", "entries")}, {Count(bytes, "byte", "bytes")}");
        Line("encoding", $"{feed.Encoding}: {Words(feed.EncodingOrigin)}");
        Line("title", PlainText.Read(feed.Title) ?? "none");
        Line("site", feed.SiteUrl ?? "none");
        if (feed.TtlMinutes is { } minutes)
            Line("asks for", $"{minutes} min between visits");
        foreach (var code in feed.Diagnostics.GroupBy(diagnostic => diagnostic.Code))
            Describe(code.Key, [.. code.Select(diagnostic => diagnostic.Detail)]);
        if (feed.Diagnostics.IsEmpty)
            Line("diagnostics", "none");
        for (var i = 0; i < feed.Entries.Length; i++)
            Describe(i + 1, normalizer.Normalize(feed.Entries[i]));
        output.WriteLine();
    }

    private void Describe(DiagnosticCode code, IReadOnlyList<string> details)
    {
        var meaning = DiagnosticMeaning.Of(code);
        Line(code.ToString(), meaning.Sentence);
        Line("", meaning.Link is null ? $"see {meaning.Source}" : $"see {meaning.Source}, {meaning.Link}");
        foreach (var detail in details)
            Line("", $"- {OneLine(detail)}");
    }

    private void Describe(int number, ArticleDraft entry)
    {
        Line($"entry {number}", entry.Title ?? "(no title)");
        Line("", $"known by {(entry.Guid is { } guid ? $"its id {OneLine(guid)}" : entry.CanonicalUrl is { } link ? $"its link {link}" : "its text")}");
        Line("", entry.Published is { } at
            ? $"published {at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC"
            : "undated: the time of its first sighting counts");
        Line("", $"{Length("summary", entry.Summary)}, {Length("content", entry.Content)}, {Count(entry.Enclosures.Length, "enclosure", "enclosures")}");
    }

    private static string Length(string name, string? html) => html is null ? $"no {name}" : $"{name} of {Count(html.Length, "character", "characters")}";

    private static string Count(int number, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? one : many)}");

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private void Line(string name, string text) => output.WriteLine($"  {name,-18} {text}");

    private static string Words(EncodingOrigin origin) => origin switch
    {
        EncodingOrigin.ByteOrderMark => "its byte order mark says so",
        EncodingOrigin.BytePattern => "the pattern of its zero bytes says so",
        EncodingOrigin.ValidUtf8 => "it holds multi-byte sequences that only UTF-8 has",
        EncodingOrigin.HttpCharset => "the Content-Type header says so",
        EncodingOrigin.XmlDeclaration => "its XML declaration says so",
        EncodingOrigin.Ascii => "it holds nothing but ASCII, so that any answer is the same",
        EncodingOrigin.Detection => "guessed from the frequency of its bytes, for what is declared does not fit or nothing is",
        _ => "the last resort, for what is declared does not fit or nothing is",
    };
}
