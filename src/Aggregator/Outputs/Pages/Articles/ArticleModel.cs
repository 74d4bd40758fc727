using Aggregator.Normalizing;
using Aggregator.Outputs.History;
using Aggregator.Storage;
using Aggregator.Storage.Reading;
using Aggregator.Storage.Repairs;
using Aggregator.Storage.Stories;

namespace Aggregator.Outputs.Pages.Articles;

/// <summary>What the page of an article shows.</summary>
internal sealed record ArticleModel
{
    public required ArticleRow Article { get; init; }
    public required string Title { get; init; }

    /// <summary>Fit for our pages.</summary>
    public required string Text { get; init; }

    /// <summary>That of the article's own page, fit for ours; null when it was not fetched.</summary>
    public string? FullText { get; init; }
    public IReadOnlyList<string> Authors { get; init; } = [];
    public IReadOnlyList<string> Categories { get; init; } = [];
    public IReadOnlyList<string> Tags { get; init; } = [];
    public IReadOnlyList<Enclosure> Enclosures { get; init; } = [];
    public IReadOnlyList<ArticleSource> Sources { get; init; } = [];

    /// <summary>The latest first.</summary>
    public IReadOnlyList<EditedRevision> Revisions { get; init; } = [];
    public StorySummary? Story { get; init; }
    public IReadOnlyList<RepairRow> Repairs { get; init; } = [];

    /// <summary>What a form has just done, and whether it did it; null without.</summary>
    public (string Text, bool Done)? Notice { get; init; }
}
