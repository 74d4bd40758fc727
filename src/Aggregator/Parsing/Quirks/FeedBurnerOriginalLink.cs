using Aggregator.Parsing.Fields;
using Aggregator.Parsing.Trees;

namespace Aggregator.Parsing.Quirks;

/// <summary>FeedBurner puts its own redirect into <c>link</c> and the publisher's address into <c>feedburner:origLink</c>.</summary>
internal static class FeedBurnerOriginalLink
{
    public static ParsedEntry Apply(ParsedEntry entry, EntrySource source) =>
        Elements.FirstValue(source.Element, Namespaces.FeedBurner + "origLink") is { } written && UrlResolver.Resolve(written, source.Base) is { } url
            ? entry with { Url = url }
            : entry;
}
