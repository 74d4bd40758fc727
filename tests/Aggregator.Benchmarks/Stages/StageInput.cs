using Aggregator.Benchmarks.Corpora;
using Aggregator.Fetching;
using Aggregator.Parsing;
using Aggregator.Parsing.Decoding;
using Aggregator.Parsing.Detection;
using Aggregator.Parsing.Feeds;
using Aggregator.Parsing.Trees;
using CodeHollow.FeedReader;

namespace Aggregator.Benchmarks.Stages;

/// <summary>One document with what each stage is given, so that a stage can be run without those before it.</summary>
internal sealed record StageInput(Document Document, Uri? Url, DecodedText Text, FeedTree Tree, FeedType? Type, ParsedFeed Feed)
{
    /// <summary>Null for a document that needs repair, is JSON, or is no feed: its stages are others.</summary>
    public static StageInput? Of(Document document)
    {
        var log = new DiagnosticLog();
        var text = TextDecoder.Decode(document.Body, document.ContentType, log);
        if (ContentSniffer.Look(text) != DocumentKind.Xml)
            return null;
        var url = DocumentUrl.Of(document);
        if (TreeBuilder.Build(text.Open(), url, log) is not TreeOutcome.Built { Tree: var tree })
            return null;
        var type = FormatDetector.Detect(tree).Type;
        var feed = XmlFeedReader.Read(tree, document, url, text, log).Feed;
        return new StageInput(document, url, text, tree, type, feed);
    }

    public static IReadOnlyList<StageInput> Of(Corpus corpus) => [.. corpus.Documents.Select(Of).OfType<StageInput>()];
}
