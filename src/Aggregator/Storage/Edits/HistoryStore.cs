using Aggregator.Deduplicating.Edits;
using Dapper;

namespace Aggregator.Storage.Edits;

/// <summary>Reads what an article said before.</summary>
internal sealed class HistoryStore(Database database)
{
    /// <summary>All texts that are kept, the earliest first, the text of today last; none when there is no such article.</summary>
    public IReadOnlyList<ArticleRevision> Read(long article)
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        var current = connection.QuerySingleOrDefault<Row>(
            "SELECT revision, title, url, summary, content FROM articles WHERE id = @article", new { article }, transaction);
        if (current is null)
            return [];
        var texts = new List<ArticleRevision> { new(current.Revision, null, null, current.Title, current.Url, current.Summary, current.Content) };
        foreach (var row in connection.Query<Row>(
            """
            SELECT revision, replaced_at, significance, title, url, summary, content, summary_delta, content_delta
            FROM revisions WHERE article_id = @article ORDER BY revision DESC
            """,
            new { article },
            transaction))
        {
            var later = texts[^1];
            texts.Add(new ArticleRevision(
                row.Revision, row.ReplacedAt, row.Significance, row.Title, row.Url,
                row.SummaryDelta is { } summary ? TextDelta.Read(summary, later.Summary) : row.Summary,
                row.ContentDelta is { } content ? TextDelta.Read(content, later.Content) : row.Content));
        }
        texts.Reverse();
        return texts;
    }

    private sealed record Row
    {
        public long Revision { get; init; }
        public DateTimeOffset? ReplacedAt { get; init; }
        public string? Significance { get; init; }
        public string? Title { get; init; }
        public string? Url { get; init; }
        public string? Summary { get; init; }
        public string? Content { get; init; }
        public byte[]? SummaryDelta { get; init; }
        public byte[]? ContentDelta { get; init; }
    }
}
