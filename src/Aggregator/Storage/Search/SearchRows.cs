using System.Data.Common;
using System.Text.Json;
using Aggregator.Storage.Stories;
using Dapper;

namespace Aggregator.Storage.Search;

/// <summary>Keeps the index of words in step with articles, in their transaction.</summary>
internal sealed class SearchRows(ISearchIndex index, DbConnection connection, DbTransaction transaction)
{
    /// <param name="created">Articles that are new.</param>
    /// <param name="revised">New texts, of new articles too.</param>
    /// <param name="sourced">Articles that one more feed carries now. Those that are in the index are read into it anew a little later: nobody waits for that.</param>
    public void Write(IReadOnlyCollection<WrittenArticle> created, IReadOnlyCollection<WrittenArticle> revised, IReadOnlyCollection<long> sourced)
    {
        if (index.Refusal is not null)
            return;
        // Of two texts that one transaction gave an article the last one counts.
        var latest = revised.GroupBy(r => r.Id).Select(g => g.Last()).ToDictionary(r => r.Id);
        var known = latest.Keys.Except(created.Select(c => c.Id)).ToList();
        Remove(known);
        var isNew = created.Select(c => c.Id).ToHashSet();
        foreach (var article in sourced)
            isNew.Remove(article);
        isNew.ExceptWith(latest.Keys);
        var written = created.Select(c => latest.Remove(c.Id, out var later) ? later : c).Concat(latest.Values).ToList();
        Insert(written, isNew);
        if (index.HasMarks)
            ReadAgain(sourced.Except(written.Select(w => w.Id)));
    }

    public void Remove(IReadOnlyCollection<long> articles)
    {
        if (articles.Count > 0)
            index.Remove(connection, transaction, articles);
    }

    public void Insert(IReadOnlyCollection<WrittenArticle> articles) => Insert(articles, []);

    /// <param name="articles">None that is in the index.</param>
    /// <param name="isNew">Those whose only feed and whose tags are their own.</param>
    private void Insert(IReadOnlyCollection<WrittenArticle> articles, HashSet<long> isNew)
    {
        if (articles.Count == 0)
            return;
        var feeds = connection.Query<NamedFeed>(
            "SELECT f.id, COALESCE(f.listed_title, f.title, '') AS name FROM json_each(@ids) j JOIN feeds f ON f.id = CAST(j.atom AS BIGINT)",
            new { ids = StorageJson.Numbers(articles.Select(a => a.Feed).Distinct()) },
            transaction).ToDictionary(f => f.Id, f => f.Name);
        var stored = index.HasMarks ? StoredMarks([.. articles.Select(a => a.Id).Except(isNew)]) : [];
        index.Insert(connection, transaction, [.. articles.OrderBy(a => a.Id).Select(Document)]);

        SearchDocument Document(WrittenArticle article) => new(
            article.Id, article.Title ?? "", article.Text, article.Authors, feeds.GetValueOrDefault(article.Feed, ""),
            stored.GetValueOrDefault(article.Id) ?? SearchMarks.Of(article.PublishedAt, article.Tags, [article.Feed]));
    }

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

    /// <summary>They are read into the index anew, or for the first time, a little later.</summary>
    public void ReadAgain(IEnumerable<long> articles)
    {
        var ids = articles.Distinct().ToList();
        if (ids.Count > 0)
        {
            connection.Execute(
                "INSERT INTO search_again (article_id) SELECT CAST(j.atom AS BIGINT) FROM json_each(@ids) j WHERE true ON CONFLICT DO NOTHING",
                new { ids = StorageJson.Numbers(ids) },
                transaction);
        }
    }

    private static IEnumerable<string> Tags(string json) => JsonSerializer.Deserialize(json, StorageJson.Default.IEnumerableString) ?? [];

    internal sealed record NamedFeed(long Id, string Name);

    internal sealed record Source(long Id, DateTimeOffset PublishedAt, string Tags, long Feed);
}
