using System.Data;
using Aggregator.Storage.Stories;
using Dapper;

namespace Aggregator.Storage.Search;

/// <summary>Keeps the full-text index of SQLite in step with articles, in their transaction.</summary>
internal sealed class SearchRows(IDbConnection connection, IDbTransaction transaction)
{
    public void Write(IReadOnlyCollection<WrittenArticle> created, IReadOnlyCollection<WrittenArticle> revised)
    {
        // Of two texts that one transaction gave an article the last one counts.
        var latest = revised.Where(r => r.IsTextChanged).GroupBy(r => r.Id).Select(g => g.Last()).ToDictionary(r => r.Id);
        Remove(latest.Keys.Except(created.Select(c => c.Id)));
        Insert(created.Select(c => latest.Remove(c.Id, out var later) ? later : c).Concat(latest.Values));
    }

    public void Remove(IEnumerable<long> articles)
    {
        using var rows = new JsonRows();
        foreach (var article in articles)
            rows.Begin().Add(article).End();
        if (rows.Count > 0)
        {
            connection.Execute(
                "DELETE FROM article_search WHERE rowid IN (SELECT CAST(r.value ->> 0 AS BIGINT) FROM json_each(@rows) r)",
                new { rows = rows.Take() },
                transaction);
        }
    }

    public void Insert(IEnumerable<WrittenArticle> articles)
    {
        using var rows = new JsonRows();
        foreach (var article in articles.OrderBy(a => a.Id))
        {
            rows.Begin().Add(article.Id).Add(SearchText.Segment(article.Title ?? "")).Add(SearchText.Segment(article.Text));
            rows.Add(SearchText.Segment(article.Authors)).Add(article.Feed).End();
        }
        if (rows.Count == 0)
            return;
        connection.Execute(
            """
            INSERT INTO article_search (rowid, title, body, author, feed)
            SELECT CAST(r.value ->> 0 AS BIGINT), r.value ->> 1, r.value ->> 2, r.value ->> 3, COALESCE(f.listed_title, f.title, '')
            FROM json_each(@rows) r LEFT JOIN feeds f ON f.id = CAST(r.value ->> 4 AS BIGINT)
            """,
            new { rows = rows.Take() },
            transaction);
    }
}
