using Aggregator.Fetching;
using Aggregator.Parsing.Decoding;
using Aggregator.Parsing.Fields;
using Aggregator.Parsing.Trees;

namespace Aggregator.Parsing.Feeds;

/// <summary>A tree into a feed.</summary>
internal static class XmlFeedReader
{
    public static ParsedFeed Read(FeedTree tree, Document document, Uri? documentUrl, DecodedText decoded, DiagnosticLog log)
    {
        var (format, type) = FormatDetector.Detect(tree);
        var bases = new BaseChain(documentUrl);
        var header = HeaderReader.Read(tree, TypedReader.Feed(tree.Header, type), document, bases, log);
        var entries = new EntryReader(type, bases, log);
        var read = new ParsedEntry[tree.Entries.Count];
        for (var i = 0; i < read.Length; i++)
            read[i] = Fingerprinter.Stamp(entries.Read(tree.Entries[i]));
        GuidCheck.Note(read, log);
        return header with { Format = format, Encoding = decoded.Encoding, EncodingOrigin = decoded.Origin, Entries = [.. read], Diagnostics = log.ToImmutable() };
    }
}
