using System.Collections.Immutable;
using Aggregator.Fetching;

namespace Aggregator.Normalizing;

/// <summary>
/// An entry made safe and canonical: plain-text fields are one trimmed line, HTML is sanitised, URLs are absolute http(s).
/// Whether it is new is not known here.
/// </summary>
internal sealed record ArticleDraft
{
    /// <summary>The publisher's id, verbatim.</summary>
    public string? Guid { get; init; }

    /// <summary>The link as readers follow it.</summary>
    public string? Url { get; init; }

    /// <summary>The link as identity: no scheme, no fragment, no tracking parameters, host without <c>www.</c>; null when there is no usable link.</summary>
    public string? CanonicalUrl { get; init; }
    public string? Title { get; init; }

    /// <summary>Sanitised HTML.</summary>
    public string? Summary { get; init; }

    /// <summary>Sanitised HTML; null when the publisher sent only a summary.</summary>
    public string? Content { get; init; }
    public DateTimeOffset? Published { get; init; }
    public DateTimeOffset? Updated { get; init; }
    public string? Language { get; init; }
    public string? ImageUrl { get; init; }
    public string? CommentsUrl { get; init; }
    public ImmutableArray<Person> Authors { get; init; } = [];
    public ImmutableArray<string> Categories { get; init; } = [];

    /// <summary>Tags that the feed's rules give it, besides those of the feed.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];
    public ImmutableArray<Enclosure> Enclosures { get; init; } = [];

    /// <summary>A JSON object with what has no field of its own, or null.</summary>
    public string? Extra { get; init; }

    /// <summary>The entry's <see cref="Parsing.ParsedEntry.Fingerprint"/>.</summary>
    public Hash128 RawFingerprint { get; init; }

    /// <summary>
    /// Hash of title and visible words of the body (of its images where it has no words): says "the same text" whatever guid and link are. All zeros when
    /// there is neither. Two entries with one title and no body share it: it is weak evidence where <see cref="Content"/> and <see cref="Summary"/> are null.
    /// </summary>
    public Hash128 ContentFingerprint { get; init; }

    /// <summary>Hash of all that an edit may change (title, link, bodies, authors, categories, enclosures): a new one is a new revision.</summary>
    public Hash128 RevisionFingerprint { get; init; }
}
