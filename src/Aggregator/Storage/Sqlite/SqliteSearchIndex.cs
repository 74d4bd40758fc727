using System.Data.Common;
using Aggregator.Storage.Search;
using Dapper;

namespace Aggregator.Storage.Sqlite;

/// <summary>FTS5. It parts and folds words itself; of scripts without spaces we write pairs.</summary>
internal sealed class SqliteSearchIndex : ISearchIndex
{
    public string Source => "article_search x";

    public string Id => "x.rowid";

    public string Matches(string parameter) => $"article_search MATCH {parameter}";

    public string? Expression(IEnumerable<SearchTerm> terms, string? column) => MatchExpression.Of(terms, column);

    public string? Any(IEnumerable<SearchTerm> terms) => MatchExpression.Any(terms);

    public void Insert(DbConnection connection, DbTransaction transaction, IReadOnlyCollection<SearchDocument> documents)
    {
        using var rows = new JsonRows();
        foreach (var document in documents)
        {
            rows.Begin().Add(document.Id).Add(SearchText.Segment(document.Title)).Add(SearchText.Segment(document.Body));
            rows.Add(SearchText.Segment(document.Author)).Add(document.Feed).End();
        }
        connection.Execute(
            """
            INSERT INTO article_search (rowid, title, body, author, feed)
            SELECT CAST(r.value ->> 0 AS BIGINT), r.value ->> 1, r.value ->> 2, r.value ->> 3, r.value ->> 4 FROM json_each(@rows) r
            """,
            new { rows = rows.Take() },
            transaction);
    }

    public void Remove(DbConnection connection, DbTransaction transaction, IReadOnlyCollection<long> articles) => connection.Execute(
        "DELETE FROM article_search WHERE rowid IN (SELECT CAST(j.atom AS BIGINT) FROM json_each(@ids) j)",
        new { ids = StorageJson.Numbers(articles) },
        transaction);

    public void Clear(DbConnection connection, DbTransaction transaction) =>
        connection.Execute("INSERT INTO article_search (article_search) VALUES ('delete-all')", transaction: transaction);

    public long Count(DbConnection connection) => connection.ExecuteScalar<long>("SELECT COUNT(*) FROM article_search_docsize");
}
