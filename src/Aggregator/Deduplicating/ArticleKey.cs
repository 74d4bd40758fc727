using Aggregator.Fetching;

namespace Aggregator.Deduplicating;

/// <summary>A name under which a feed knows an article. Scoped by feed: two feeds may both call something <c>1</c>.</summary>
internal readonly record struct ArticleKey(KeyKind Kind, Hash128 Hash)
{
    public static ArticleKey OfGuid(string guid) => new(KeyKind.Guid, Hash128.Of(guid));

    public static ArticleKey OfLink(string canonicalUrl) => new(KeyKind.Link, Hash128.Of(canonicalUrl));
}
