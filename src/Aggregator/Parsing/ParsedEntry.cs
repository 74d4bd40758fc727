using System.Collections.Immutable;
using Aggregator.Fetching;

namespace Aggregator.Parsing;

/// <summary>
/// An item as the publisher wrote it: fields found, URLs resolved against their base, dates in UTC, nothing cleaned yet.
/// Whatever is absent, blank or unreadable is null.
/// </summary>
internal sealed record ParsedEntry
{
    /// <summary>guid, atom:id, rdf:about or JSON id: trimmed, otherwise verbatim.</summary>
    public string? Id { get; init; }
    public string? Url { get; init; }
    public ParsedText? Title { get; init; }
    public ParsedText? Summary { get; init; }
    public ParsedText? Content { get; init; }
    public DateTimeOffset? Published { get; init; }
    public DateTimeOffset? Updated { get; init; }
    public string? Language { get; init; }
    public string? ImageUrl { get; init; }
    public string? CommentsUrl { get; init; }
    public ImmutableArray<ParsedPerson> Authors { get; init; } = [];
    public ImmutableArray<ParsedText> Categories { get; init; } = [];
    public ImmutableArray<ParsedEnclosure> Enclosures { get; init; } = [];

    /// <summary>What has no field of its own (transcripts, chapters, persons), as a JSON object, or null.</summary>
    public string? Extra { get; init; }

    /// <summary>A hash over all of the above: the same entry in the next document has the same one, so that it can be skipped before it is cleaned.</summary>
    public Hash128 Fingerprint { get; init; }
}
