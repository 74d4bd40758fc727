using System.Data.Common;
using System.Text.Json;
using Aggregator.Storage.Stories;
using Dapper;

namespace Aggregator.Storage.Search;

/// <summary>Makes of articles what the index of words is told of them.</summary>
/// <param name="index">Which.</param>
/// <param name="connection">To the articles.</param>
/// <param name="transaction">In which they are read; null for none.</param>
internal sealed class SearchDocuments(ISearchIndex index, DbConnection connection, DbTransaction? transaction)
{
    private const string Columns = "a.id, a.feed_id, a.title, a.content, a.summary, a.authors";

    /// <param name="articles">Which; they come back by their numbers.</param>
    /// <param name="isNew">Those whose only feed and whose tags are their own.</param>
    public IReadOnlyList<SearchDocument> Of(IReadOnlyCollection<WrittenArticle> articles, IReadOnlySet<long> isNew)
    {
        if (articles.Count == 0)
            return [];
        var feeds = connection.Query<NamedFeed>(
            "SELECT f.id, COALESCE(f.listed_title, f.title, '') AS name FROM json_each(@ids) j JOIN feeds f ON f.id = CAST(j.atom AS BIGINT)",
            new { ids = StorageJson.Numbers(articles.Select(a => a.Feed).Distinct()) },
            transaction).ToDictionary(f => f.Id, f => f.Name);
        var stored = index.HasMarks ? StoredMarks([.. articles.Select(a => a.Id).Where(id => !isNew.Contains(id))]) : [];
        return [.. articles.OrderBy(a => a.Id).Select(Document)];

        SearchDocument Document(WrittenArticle article) => new(
            article.Id, article.Title ?? "", article.Text, article.Authors, feeds.GetValueOrDefault(article.Feed, ""),
            stored.GetValueOrDefault(article.Id) ?? SearchMarks.Of(article.PublishedAt, article.Tags, [article.Feed]));
    }

    /// <summary>Of those among them that are stored.</summary>
    public IReadOnlyList<SearchDocument> Of(IEnumerable<long> ids) => Of(connection.Query<Row>(
        $"SELECT {Columns} FROM json_each(@ids) j JOIN articles a ON a.id = CAST(j.atom AS BIGINT)", new { ids = StorageJson.Numbers(ids) }, transaction));

    /// <summary>The last ones below a number.</summary>
    public IReadOnlyList<SearchDocument> Below(long id, int most) => Of(connection.Query<Row>(
        $"SELECT {Columns} FROM articles a WHERE a.id < @id ORDER BY a.id DESC LIMIT @most", new { id, most }, transaction));

    /// <summary>The first ones above a number, up to another.</summary>
    public IReadOnlyList<SearchDocument> Above(long id, long last, int most) => Of(connection.Query<Row>(
        $"SELECT {Columns} FROM articles a WHERE a.id > @id AND a.id <= @last ORDER BY a.id LIMIT @most", new { id, last, most }, transaction));

    private IReadOnlyList<SearchDocument> Of(IEnumerable<Row> stored) => Of(
        [.. stored.Select(a => new WrittenArticle(a.Id, a.FeedId, a.Title, a.Content, a.Summary, Names(a.Authors), [], default, default))], new HashSet<long>());

    private Dictionary<long, string> StoredMarks(List<long> articles) => articles.Count == 0 ? [] : connection.Query<Source>(
        """
        SELECT a.id, a.published_at, a.tags, s.feed_id AS feed
        FROM json_each(@ids) j
        JOIN articles a ON a.id = CAST(j.atom AS BIGINT)
        JOIN article_sources s ON s.article_id = a.id
        """,
        new { ids = StorageJson.Numbers(articles) },
        transaction)
        .GroupBy(row => row.Id)
        .ToDictionary(rows => rows.Key, rows => SearchMarks.Of(rows.First().PublishedAt, Tags(rows.First().Tags), rows.Select(row => row.Feed)));

    private static string Names(string authors) => WrittenArticle.Names(JsonSerializer.Deserialize(authors, StorageJson.Default.IEnumerablePerson) ?? []);

    private static IEnumerable<string> Tags(string json) => JsonSerializer.Deserialize(json, StorageJson.Default.IEnumerableString) ?? [];

    internal sealed record Row
    {
        public long Id { get; init; }
        public long FeedId { get; init; }
        public string? Title { get; init; }
        public string? Content { get; init; }
        public string? Summary { get; init; }
        public string Authors { get; init; } = "[]";
    }

    internal sealed record NamedFeed(long Id, string Name);

    internal sealed record Source(long Id, DateTimeOffset PublishedAt, string Tags, long Feed);
}
