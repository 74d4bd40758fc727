using System.Collections.Immutable;
using Aggregator.Fetching;
using Aggregator.Normalizing;

namespace Aggregator.Deduplicating;

/// <summary>One entry of one document, with what only the whole document can tell about it.</summary>
internal sealed record Sighting
{
    private Sighting(ArticleDraft draft) => Draft = draft;

    public ArticleDraft Draft { get; }
    public Hash128? Guid { get; private init; }
    public Hash128? Link { get; private init; }

    /// <summary>Null when there is neither title nor text: nothing cannot be recognised again.</summary>
    public Hash128? Content { get; private init; }

    /// <summary>Another entry of the document has the same guid.</summary>
    public bool GuidRepeated { get; private init; }

    /// <summary>Another entry of the document has the same link.</summary>
    public bool LinkRepeated { get; private init; }

    public ImmutableArray<ArticleKey> Keys { get; private init; } = [];

    public static Sighting Of(ArticleDraft draft, DocumentKeys document)
    {
        var guid = draft.Guid is { } g ? ArticleKey.OfGuid(g) : (ArticleKey?)null;
        var link = draft.CanonicalUrl is { } l ? ArticleKey.OfLink(l) : (ArticleKey?)null;
        var content = draft.Title is null && draft.Summary is null && draft.Content is null
            ? (ArticleKey?)null
            : new ArticleKey(KeyKind.Content, draft.ContentFingerprint);
        return new Sighting(draft)
        {
            Guid = guid?.Hash,
            Link = link?.Hash,
            Content = content?.Hash,
            GuidRepeated = guid is { } repeatedGuid && document.IsRepeated(repeatedGuid),
            LinkRepeated = link is { } repeatedLink && document.IsRepeated(repeatedLink),
            Keys = [.. new[] { guid, link, content }.OfType<ArticleKey>()],
        };
    }
}
