using System.Diagnostics.CodeAnalysis;

namespace Aggregator.Outputs.Rest;

/// <summary>What <see cref="ArticleJson"/> writes, for the OpenAPI document. Never made: a test holds it against what the server answers.</summary>
/// <param name="Id">Its number.</param>
[SuppressMessage("Performance", "CA1812", Justification = "Only its shape is used.")]
internal record ArticleShape(long Id)
{
    /// <summary>Name of the feed that brought it first.</summary>
    public string Feed { get; init; } = "";
    public string FeedUrl { get; init; } = "";
    public string? Url { get; init; }
    public string? Title { get; init; }
    public DateTimeOffset Published { get; init; }
    public DateTimeOffset? Updated { get; init; }
    public DateTimeOffset Seen { get; init; }
    public DateTimeOffset Changed { get; init; }
    public long Revision { get; init; }
    public string? Language { get; init; }
    public string? ImageUrl { get; init; }
    public string? CommentsUrl { get; init; }

    /// <summary>Sanitised HTML.</summary>
    public string? Summary { get; init; }

    /// <summary>Sanitised HTML.</summary>
    public string? Content { get; init; }

    /// <summary>Text of its page, sanitised HTML.</summary>
    public string FullText { get; init; } = "";
    public IReadOnlyList<PersonShape> Authors { get; init; } = [];
    public IReadOnlyList<string> Categories { get; init; } = [];
    public IReadOnlyList<EnclosureShape> Enclosures { get; init; } = [];
    public IReadOnlyList<string> Tags { get; init; } = [];
    public StoryLinkShape Story { get; init; } = new(0, "", 0);
}
