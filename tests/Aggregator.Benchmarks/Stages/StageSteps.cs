using System.Xml;
using Aggregator.Fetching;
using Aggregator.Normalizing;
using Aggregator.Parsing;
using Aggregator.Parsing.Decoding;
using Aggregator.Parsing.Detection;
using Aggregator.Parsing.Feeds;
using Aggregator.Parsing.Fields;
using Aggregator.Parsing.Trees;

namespace Aggregator.Benchmarks.Stages;

/// <summary>The stages, each over one document. What they return keeps them from being optimised away.</summary>
internal static class StageSteps
{
    private static readonly XmlReaderSettings ScanSettings = new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };
    private static readonly FeedParser Parser = new();
    private static readonly Normalizer Normalizer = new();

    public static int Scan(StageInput input)
    {
        using var stream = new MemoryStream(input.Document.Body.ToArray(), writable: false);
        using var reader = XmlReader.Create(stream, ScanSettings);
        var nodes = 0;
        try
        {
            while (reader.Read())
                nodes++;
        }
        catch (XmlException)
        {
            // Bytes that the reader's own decoding refuses (we decode more leniently): scanned up to there.
        }

        return nodes;
    }

    public static int Detection(StageInput input) => (int)ContentSniffer.Look(input.Text) + FormatDetector.Detect(input.Tree).Name.Length;

    public static int Decoding(StageInput input) => TextDecoder.Decode(input.Document.Body, input.Document.ContentType, new DiagnosticLog()).Text.Length;

    public static int Tree(StageInput input) => TreeBuilder.Build(input.Text.Open(), input.Url, new DiagnosticLog()) is TreeOutcome.Built built ? built.Tree.Entries.Count : 0;

    /// <summary>Over elements as the entry's reader leaves them for it.</summary>
    public static int CodeHollow(StageInput input)
    {
        var found = TypedReader.Feed(input.Tree.Header, input.Type) is null ? 0 : 1;
        foreach (var entry in input.Tree.Entries)
            found += TypedReader.Item(entry, input.Type) is null ? 0 : 1;
        return found;
    }

    /// <summary>
    /// Without a type there is no typed item: what is left is our own reading of the elements, the fingerprints included. It uses a tree up, so that it has to be built.
    /// </summary>
    public static int TreeAndGapFilling(StageInput input)
    {
        var log = new DiagnosticLog();
        if (TreeBuilder.Build(input.Text.Open(), input.Url, log) is not TreeOutcome.Built { Tree: var tree })
            return 0;
        var bases = new BaseChain(input.Url);
        var found = HeaderReader.Read(tree, null, input.Document, bases, log).Categories.Length;
        var reader = new EntryReader(null, bases, log);
        foreach (var entry in tree.Entries)
            found += Fingerprinter.Stamp(reader.Read(entry)).Categories.Length;
        return found;
    }

    public static int Normalizing(StageInput input)
    {
        var found = Normalizer.NormalizeHeader(input.Feed).Categories.Length;
        foreach (var entry in input.Feed.Entries)
            found += Normalizer.Normalize(entry).Categories.Length;
        return found;
    }

    public static int Parsing(Document document) => Parser.Parse(document) is ParseOutcome.Parsed parsed ? parsed.Feed.Entries.Length : 0;

    public static int Whole(Document document)
    {
        if (Parser.Parse(document) is not ParseOutcome.Parsed parsed)
            return 0;
        var found = Normalizer.NormalizeHeader(parsed.Feed).Categories.Length;
        foreach (var entry in parsed.Feed.Entries)
            found += Normalizer.Normalize(entry).Categories.Length;
        return found;
    }

    public static int BodyHash(StageInput input) => (int)(Hash128.Of(input.Document.Body.Span).Low & 0xFF);
}
