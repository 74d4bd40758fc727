using Aggregator.Parsing.Fields;
using Aggregator.Parsing.Trees;

namespace Aggregator.Parsing.Quirks;

/// <summary>
/// FeedBurner puts its own redirect into <c>link</c> and the publisher's address into <c>feedburner:origLink</c>. Readers agree on showing the link;
/// the original stands in where there is none, and is kept in <c>extra</c> as <c>originalUrl</c>.
/// </summary>
internal static class FeedBurnerOriginalLink
{
    public static ParsedEntry Apply(ParsedEntry entry, EntrySource source) =>
        entry.Url is null && Elements.FirstValue(source.Element, Namespaces.FeedBurner + "origLink") is { } written && UrlResolver.Resolve(written, source.Base) is { } url && UrlResolver.IsHttp(url)
            ? entry with { Url = url }
            : entry;
}
