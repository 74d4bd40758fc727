using System.Data.Common;
using System.Text.Json;
using Aggregator.Deduplicating;
using Aggregator.Deduplicating.Edits;
using Aggregator.Normalizing;
using Dapper;

namespace Aggregator.Storage.Edits;

/// <summary>Keeps the text that an edit replaces. Asks first whether the edit is worth it.</summary>
internal sealed class RevisionRows(DbConnection connection, DbTransaction transaction, int revisionsKept)
{
    /// <summary>Writes the earlier texts of those edits that count.</summary>
    /// <returns>Articles whose edit is a revision; the others only changed by themselves.</returns>
    public IReadOnlySet<long> Keep(IReadOnlyCollection<Decision.Revised> revised, DateTimeOffset now)
    {
        var kept = new HashSet<long>();
        var drafts = revised.ToDictionary(r => r.Article.Id, r => r.Sighting.Draft);
        foreach (var row in Load(drafts.Keys))
        {
            var draft = drafts[row.Id];
            if (EditRule.Significance(row.ToText(), TextOf(draft)) is not { } significance)
                continue;
            kept.Add(row.Id);
            connection.Execute(
                """
                INSERT INTO revisions (article_id, revision, replaced_at, url, title, authors, categories, enclosures, summary_delta, content_delta, significance)
                VALUES (@Id, @Revision, @now, @Url, @Title, @Authors, @Categories, @Enclosures, @summary, @content, @significance)
                """,
                new
                {
                    row.Id,
                    row.Revision,
                    now,
                    row.Url,
                    row.Title,
                    row.Authors,
                    row.Categories,
                    row.Enclosures,
                    summary = new Blob(TextDelta.Write(row.Summary, draft.Summary)),
                    content = new Blob(TextDelta.Write(row.Content, draft.Content)),
                    significance,
                },
                transaction);
            connection.Execute(
                "DELETE FROM revisions WHERE article_id = @Id AND revision <= @oldest",
                new { row.Id, oldest = row.Revision - revisionsKept },
                transaction);
        }
        return kept;
    }

    private static EditedText TextOf(ArticleDraft draft) => new(draft.Title, draft.Url, draft.Summary, draft.Content, Attributes(
        JsonSerializer.Serialize(draft.Authors, StorageJson.Columns.IEnumerablePerson),
        draft.Categories,
        JsonSerializer.Serialize(draft.Enclosures, StorageJson.Columns.IEnumerableEnclosure)));

    private static string Attributes(string authors, IEnumerable<string> categories, string enclosures) =>
        $"{authors}\n{string.Join('\t', categories.Order(StringComparer.Ordinal))}\n{enclosures}";

    private IEnumerable<Row> Load(IEnumerable<long> ids) => connection.Query<Row>(
        """
        SELECT a.id, a.revision, a.url, a.title, a.summary, a.content, a.authors, a.categories, a.enclosures
        FROM json_each(@ids) j JOIN articles a ON a.id = CAST(j.atom AS BIGINT)
        """,
        new { ids = StorageJson.Numbers(ids) },
        transaction);

    internal sealed record Row
    {
        public long Id { get; init; }
        public long Revision { get; init; }
        public string? Url { get; init; }
        public string? Title { get; init; }
        public string? Summary { get; init; }
        public string? Content { get; init; }
        public string Authors { get; init; } = "[]";
        public string Categories { get; init; } = "[]";
        public string Enclosures { get; init; } = "[]";

        public EditedText ToText() => new(
            Title, Url, Summary, Content, Attributes(Authors, JsonSerializer.Deserialize(Categories, StorageJson.Default.IEnumerableString) ?? [], Enclosures));
    }
}
