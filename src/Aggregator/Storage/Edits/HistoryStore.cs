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
        var rows = connection.Query<Row, Row?, (Row Now, Row? Earlier)>(
            """
            SELECT a.revision, a.title, a.url, a.summary, a.content,
              r.revision, r.replaced_at, r.significance, r.title, r.url, r.summary, r.content, r.summary_delta, r.content_delta
            FROM articles a LEFT JOIN revisions r ON r.article_id = a.id
            WHERE a.id = @article ORDER BY r.revision DESC
            """,
            (now, earlier) => (now, earlier),
            new { article },
            splitOn: "revision").AsList();
        if (rows.Count == 0)
            return [];
        var current = rows[0].Now;
        var texts = new List<ArticleRevision> { new(current.Revision, null, null, current.Title, current.Url, current.Summary, current.Content) };
        foreach (var row in rows.Select(r => r.Earlier).OfType<Row>())
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
