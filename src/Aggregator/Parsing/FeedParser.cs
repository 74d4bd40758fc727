using Aggregator.Fetching;
using Aggregator.Parsing.Decoding;
using Aggregator.Parsing.Detection;
using Aggregator.Parsing.Feeds;
using Aggregator.Parsing.JsonFeeds;
using Aggregator.Parsing.Repairing;
using Aggregator.Parsing.Slices;
using Aggregator.Parsing.Trees;

namespace Aggregator.Parsing;

/// <summary>
/// Bytes into a feed. Pure: no I/O, no clock, nothing kept; safe to call from many threads. Time and memory are linear in the body, whatever is in it.
/// </summary>
internal sealed class FeedParser
{
#pragma warning disable CA1822 // a service: what it needs may come in by its constructor one day, and callers get it injected
    public ParseOutcome Parse(Document document) => Parse(document, null);

    /// <summary>As without <paramref name="before"/>, but entries that stood in the document before are not read again.</summary>
    /// <param name="document">The document.</param>
    /// <param name="before">Of the document before, or <see cref="EntrySlices.None"/>; null when no next document is to be compared with this one.</param>
    public ParseOutcome Parse(Document document, EntrySlices? before)
#pragma warning restore CA1822
    {
        if (document.Body.IsEmpty)
            return new ParseOutcome.Empty();
        var log = new DiagnosticLog();
        var decoded = TextDecoder.Decode(document.Body, document.ContentType, log);
        var url = DocumentUrl.Of(document);
        switch (ContentSniffer.Look(decoded))
        {
            case DocumentKind.Empty:
                return new ParseOutcome.Empty();
            case DocumentKind.Json:
                return JsonFeedReader.Read(decoded, document, url, log);
            default:
                var sliced = before is null ? null : SlicedDocument.Of(decoded);
                return ParseRest(sliced, before, decoded, document, url, log) ?? ParseXml(sliced, decoded, document, url, log);
        }
    }

    /// <summary>Null when nothing can be left out, or what is left cannot be read strictly, or what is known was said in another place.</summary>
    private static ParseOutcome.Parsed? ParseRest(SlicedDocument? sliced, EntrySlices? before, DecodedText decoded, Document document, Uri? url, DiagnosticLog log)
    {
        if (before is null || sliced?.PlacesIn(before) is not { } places)
            return null;
        var (start, noted) = (log.Count, log.Noted);
        var rest = sliced.Without(places, decoded.Origin);
        if (TreeBuilder.Build(rest.Open(), url, log) is TreeOutcome.Built built && log.Noted == noted)
        {
            var reading = XmlFeedReader.Read(built.Tree, document, url, rest, log);
            if (sliced.Slices(reading, url, places) is { } slices && slices.Context == before.Context)
                return new ParseOutcome.Parsed(reading.Feed with { Skipped = places, Slices = slices });
        }

        log.Rewind(start);
        return null;
    }

    private static ParseOutcome ParseXml(SlicedDocument? sliced, DecodedText decoded, Document document, Uri? url, DiagnosticLog log)
    {
        var (before, noted) = (log.Count, log.Noted);
        var outcome = TreeBuilder.Build(decoded.Open(), url, log);
        if (outcome is TreeOutcome.Broken || outcome is TreeOutcome.OtherRoot { IsFragment: true })
        {
            if (RootFinder.Find(decoded.Text) is not { } start)
                return new ParseOutcome.NotAFeed(Detection.OtherContent.Describe(decoded.Text));
            log.Rewind(before);
            outcome = TreeBuilder.Build(new StringReader(XmlRepairer.Repair(decoded.Text, start, log)), url, log);
        }

        // What was noted of the tree, or of its repair, cannot be told apart by entries: all of it is noted again with the next document.
        return outcome switch
        {
            TreeOutcome.Built built => Parsed(log.Noted == noted ? sliced : null, XmlFeedReader.Read(built.Tree, document, url, decoded, log), url),
            TreeOutcome.OtherRoot other => new ParseOutcome.NotAFeed($"The document is XML, but its root element is <{other.Name}>."),
            TreeOutcome.Broken broken => new ParseOutcome.Unparseable($"The XML cannot be read, even after repair: {broken.Reason}"),
            _ => throw new InvalidOperationException("an outcome that does not exist"),
        };
    }

    private static ParseOutcome.Parsed Parsed(SlicedDocument? sliced, XmlReading reading, Uri? url) =>
        new(sliced is null ? reading.Feed : reading.Feed with { Slices = sliced.Slices(reading, url, default) });
}
