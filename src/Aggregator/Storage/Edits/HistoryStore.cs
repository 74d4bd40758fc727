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
        // One statement, so that all texts are of one instant.
        var rows = connection.Query<Row>(
            """
            SELECT a.revision, a.title, a.url, a.summary, a.content, r.revision AS earlier, r.replaced_at, r.significance, r.title AS earlier_title, r.url AS earlier_url,
              r.summary AS earlier_summary, r.content AS earlier_content, r.summary_delta, r.content_delta
            FROM articles a LEFT JOIN revisions r ON r.article_id = a.id
            WHERE a.id = @article ORDER BY r.revision DESC
            """,
            new { article }).AsList();
        if (rows.Count == 0)
            return [];
        var current = rows[0];
        var texts = new List<ArticleRevision> { new(current.Revision, null, null, current.Title, current.Url, current.Summary, current.Content) };
        foreach (var row in rows)
        {
            if (row.Earlier is not { } revision)
                continue;
            var later = texts[^1];
            texts.Add(new ArticleRevision(
                revision, row.ReplacedAt, row.Significance, row.EarlierTitle, row.EarlierUrl,
                row.SummaryDelta is { } summary ? TextDelta.Read(summary, later.Summary) : row.EarlierSummary,
                row.ContentDelta is { } content ? TextDelta.Read(content, later.Content) : row.EarlierContent));
        }
        texts.Reverse();
        return texts;
    }

    internal sealed record Row
    {
        public long Revision { get; init; }
        public string? Title { get; init; }
        public string? Url { get; init; }
        public string? Summary { get; init; }
        public string? Content { get; init; }

        /// <summary>Number of an earlier text; null when there is none.</summary>
        public long? Earlier { get; init; }
        public DateTimeOffset? ReplacedAt { get; init; }
        public string? Significance { get; init; }
        public string? EarlierTitle { get; init; }
        public string? EarlierUrl { get; init; }
        public string? EarlierSummary { get; init; }
        public string? EarlierContent { get; init; }
        public byte[]? SummaryDelta { get; init; }
        public byte[]? ContentDelta { get; init; }
    }
}
