using Aggregator.Fetching;
using Aggregator.Parsing.Decoding;
using Aggregator.Parsing.Detection;
using Aggregator.Parsing.Feeds;
using Aggregator.Parsing.JsonFeeds;
using Aggregator.Parsing.Repairing;
using Aggregator.Parsing.Trees;

namespace Aggregator.Parsing;

/// <summary>
/// Bytes into a feed. Pure: no I/O, no clock, nothing kept; safe to call from many threads. Time and memory are linear in the body, whatever is in it.
/// </summary>
internal sealed class FeedParser
{
#pragma warning disable CA1822 // a service: what it needs may come in by its constructor one day, and callers get it injected
    public ParseOutcome Parse(Document document)
#pragma warning restore CA1822
    {
        if (document.Body.IsEmpty)
            return new ParseOutcome.Empty();
        var log = new DiagnosticLog();
        var decoded = TextDecoder.Decode(document.Body, document.ContentType, log);
        var url = DocumentUrl.Of(document);
        return ContentSniffer.Look(decoded) switch
        {
            DocumentKind.Empty => new ParseOutcome.Empty(),
            DocumentKind.Json => JsonFeedReader.Read(decoded, document, url, log),
            _ => ParseXml(decoded, document, url, log),
        };
    }

    private static ParseOutcome ParseXml(DecodedText decoded, Document document, Uri? url, DiagnosticLog log)
    {
        var before = log.Count;
        var outcome = TreeBuilder.Build(decoded.Open(), url, log);
        if (outcome is TreeOutcome.Broken || outcome is TreeOutcome.OtherRoot { IsFragment: true })
        {
            if (RootFinder.Find(decoded.Text) is not { } start)
                return new ParseOutcome.NotAFeed(Detection.OtherContent.Describe(decoded.Text));
            log.Rewind(before);
            outcome = TreeBuilder.Build(new StringReader(XmlRepairer.Repair(decoded.Text, start, log)), url, log);
        }

        return outcome switch
        {
            TreeOutcome.Built built => new ParseOutcome.Parsed(XmlFeedReader.Read(built.Tree, document, url, decoded, log)),
            TreeOutcome.OtherRoot other => new ParseOutcome.NotAFeed($"The document is XML, but its root element is <{other.Name}>."),
            TreeOutcome.Broken broken => new ParseOutcome.Unparseable($"The XML cannot be read, even after repair: {broken.Reason}"),
            _ => throw new InvalidOperationException("an outcome that does not exist"),
        };
    }
}
