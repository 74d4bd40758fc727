using Aggregator.Fetching;
using Aggregator.Parsing.Decoding;
using Aggregator.Parsing.Fields;
using Aggregator.Parsing.Trees;

namespace Aggregator.Parsing.Feeds;

/// <summary>A tree into a feed.</summary>
internal static class XmlFeedReader
{
    public static XmlReading Read(FeedTree tree, Document document, Uri? documentUrl, DecodedText decoded, DiagnosticLog log)
    {
        var (format, type) = FormatDetector.Detect(tree);
        var bases = new BaseChain(documentUrl);
        var header = HeaderReader.Read(tree, TypedReader.Feed(tree.Header, type), document, bases, log);
        var entries = new EntryReader(type, bases, log);
        var read = new ParsedEntry[tree.Entries.Count];
        var sound = new bool[read.Length];
        for (var i = 0; i < read.Length; i++)
        {
            var noted = log.Noted;
            read[i] = Fingerprinter.Stamp(entries.Read(tree.Entries[i]));
            sound[i] = log.Noted == noted;
        }

        // A guid is repeated by several entries at once: none of them may be skipped.
        var beforeGuids = log.Noted;
        GuidCheck.Note(read, log);
        if (log.Noted > beforeGuids)
            Array.Clear(sound);
        return new XmlReading(
            header with { Format = format, Encoding = decoded.Encoding, EncodingOrigin = decoded.Origin, Entries = [.. read], Diagnostics = log.ToImmutable() },
            bases.ChannelLink, [.. sound]);
    }
}
