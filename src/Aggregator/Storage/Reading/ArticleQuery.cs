using Aggregator.Storage.Search;

namespace Aggregator.Storage.Reading;

/// <summary>Which articles are wanted; null does not restrict, and all of it must hold.</summary>
internal sealed record ArticleQuery
{
    /// <summary>Carried by this feed, first or not.</summary>
    public long? Feed { get; init; }

    /// <summary>Carried by one of these feeds.</summary>
    public IReadOnlyList<long>? Feeds { get; init; }

    /// <summary>Carried by a feed of this host, as feeds name it.</summary>
    public string? Source { get; init; }

    /// <summary>Carried by a feed with this tag, or given it by a rule.</summary>
    public string? Tag { get; init; }
    public long? Story { get; init; }

    /// <summary>A language tag; <c>en</c> is also <c>en-GB</c> (basic filtering, RFC 4647 §3.3.1).</summary>
    public string? Language { get; init; }

    /// <summary>Published at or after.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Published before.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>With words to look for the order is that of storing, the latest first: ranking a word that a million articles have would read them all.</summary>
    public SearchQuery? Words { get; init; }

    /// <summary>The last article of the page before.</summary>
    public ArticlePlace? After { get; init; }
    public int Limit { get; init; } = 50;
}
