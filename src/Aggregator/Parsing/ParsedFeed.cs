using System.Collections.Immutable;
using Aggregator.Parsing.Slices;

namespace Aggregator.Parsing;

/// <summary>One document, read: what the feed says of itself, and its entries in document order.</summary>
internal sealed record ParsedFeed
{
    /// <summary><c>rss0.90</c> … <c>rss2.0</c>, <c>atom0.3</c>, <c>atom1.0</c>, <c>jsonfeed1.0</c>, <c>jsonfeed1.1</c>, <c>cdf</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Name of the character encoding that was really used.</summary>
    public required string Encoding { get; init; }

    /// <summary>Why that encoding.</summary>
    public EncodingOrigin EncodingOrigin { get; init; }

    public string? Id { get; init; }
    public ParsedText? Title { get; init; }
    public ParsedText? Description { get; init; }
    public string? SiteUrl { get; init; }
    public string? FeedUrl { get; init; }
    public string? HubUrl { get; init; }
    public string? NextPageUrl { get; init; }

    /// <summary>Where the entries before these are kept (RFC 5005 §4, <c>prev-archive</c>).</summary>
    public string? PreviousArchiveUrl { get; init; }

    /// <summary>The software that wrote it, as it calls itself.</summary>
    public string? Generator { get; init; }
    public string? Language { get; init; }
    public DateTimeOffset? Updated { get; init; }
    public string? ImageUrl { get; init; }
    public string? IconUrl { get; init; }

    /// <summary>RSS <c>ttl</c>, else <c>sy:updatePeriod</c> over <c>sy:updateFrequency</c>; minutes.</summary>
    public int? TtlMinutes { get; init; }

    /// <summary><c>sy:updateBase</c>: an instant at which such a period began; null with RSS <c>ttl</c>.</summary>
    public DateTimeOffset? TtlBase { get; init; }

    /// <summary>RSS <c>skipHours</c>: hours 0-23, UTC.</summary>
    public ImmutableArray<int> SkipHours { get; init; } = [];

    /// <summary>RSS <c>skipDays</c>, UTC.</summary>
    public ImmutableArray<DayOfWeek> SkipDays { get; init; } = [];

    public ImmutableArray<ParsedPerson> Authors { get; init; } = [];
    public ImmutableArray<ParsedText> Categories { get; init; } = [];

    /// <summary>In document order, without those that were skipped.</summary>
    public ImmutableArray<ParsedEntry> Entries { get; init; } = [];

    /// <summary>
    /// Where entries were skipped since the document before had them: for each entry of this one its place in that one, or -1 for the next of <see cref="Entries"/>. Empty when
    /// all were read.
    /// </summary>
    public ImmutableArray<int> Skipped { get; init; } = [];

    /// <summary>What the reading of the next document may skip; null when this one cannot be told apart into entries.</summary>
    public EntrySlices? Slices { get; init; }

    /// <summary>Of all entries of the document.</summary>
    public int EntryCount => Skipped.IsEmpty ? Entries.Length : Skipped.Length;

    /// <summary>What had to be mended or could not be read, in the order it was met.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];
}
