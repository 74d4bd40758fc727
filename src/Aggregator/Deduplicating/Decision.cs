using System.Collections.Immutable;

namespace Aggregator.Deduplicating;

/// <summary>What becomes of one sighting.</summary>
/// <param name="Sighting">The entry it is about.</param>
/// <param name="NewKeys">Keys under which the feed does not know the article yet.</param>
internal abstract record Decision(Sighting Sighting, ImmutableArray<ArticleKey> NewKeys)
{
    /// <summary>An article that nobody has seen before.</summary>
    /// <param name="Sighting">The entry it is about.</param>
    /// <param name="NewKeys">All its keys.</param>
    /// <param name="PublishedAt">Its date for good: the publisher's where plausible, never later than now.</param>
    /// <param name="Dated">Whether that is the publisher's date.</param>
    public sealed record Created(Sighting Sighting, ImmutableArray<ArticleKey> NewKeys, DateTimeOffset PublishedAt, bool Dated)
        : Decision(Sighting, NewKeys);

    /// <summary>A known article whose text, link or attachments its first feed has changed.</summary>
    public sealed record Revised(Sighting Sighting, ImmutableArray<ArticleKey> NewKeys, KnownArticle Article, string Rule) : Decision(Sighting, NewKeys);

    /// <summary>A known article that now stands in one more feed.</summary>
    public sealed record Sourced(Sighting Sighting, ImmutableArray<ArticleKey> NewKeys, KnownArticle Article, string Rule) : Decision(Sighting, NewKeys);

    /// <summary>A known article, seen again and unchanged; its feed may have renamed it.</summary>
    public sealed record Resighted(Sighting Sighting, ImmutableArray<ArticleKey> NewKeys, KnownArticle Article, string Rule) : Decision(Sighting, NewKeys);

    /// <summary>An article that was removed for its age, and is still, or again, in the feed. It stays removed.</summary>
    public sealed record Forgotten(Sighting Sighting, ImmutableArray<ArticleKey> NewKeys, KnownArticle Article, string Rule) : Decision(Sighting, NewKeys);
}
