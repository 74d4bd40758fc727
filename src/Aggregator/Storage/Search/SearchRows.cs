using System.Data.Common;
using Aggregator.Storage.Stories;
using Dapper;

namespace Aggregator.Storage.Search;

/// <summary>Keeps the index of words in step with articles, in their transaction.</summary>
internal sealed class SearchRows(ISearchIndex index, DbConnection connection, DbTransaction transaction)
{
    public void Write(IReadOnlyCollection<WrittenArticle> created, IReadOnlyCollection<WrittenArticle> revised)
    {
        // Of two texts that one transaction gave an article the last one counts.
        var latest = revised.GroupBy(r => r.Id).Select(g => g.Last()).ToDictionary(r => r.Id);
        Remove([.. latest.Keys.Except(created.Select(c => c.Id))]);
        Insert([.. created.Select(c => latest.Remove(c.Id, out var later) ? later : c), .. latest.Values]);
    }

    public void Remove(IReadOnlyCollection<long> articles)
    {
        if (articles.Count > 0)
            index.Remove(connection, transaction, articles);
    }

    public void Insert(IReadOnlyCollection<WrittenArticle> articles)
    {
        if (articles.Count == 0)
            return;
        var feeds = connection.Query<(long Id, string Name)>(
            "SELECT f.id, COALESCE(f.listed_title, f.title, '') FROM json_each(@ids) j JOIN feeds f ON f.id = CAST(j.atom AS BIGINT)",
            new { ids = StorageJson.Numbers(articles.Select(a => a.Feed).Distinct()) },
            transaction).ToDictionary(f => f.Id, f => f.Name);
        index.Insert(
            connection, transaction,
            [.. articles.OrderBy(a => a.Id).Select(a => new SearchDocument(a.Id, a.Title ?? "", a.Text, a.Authors, feeds.GetValueOrDefault(a.Feed, "")))]);
    }
}
