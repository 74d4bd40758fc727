using System.Data.Common;
using Aggregator.Storage.Search;
using Dapper;

namespace Aggregator.Storage.Postgres;

/// <summary>A <c>tsvector</c> for each article beside it, with a GIN index. No extension of the server is used.</summary>
internal sealed class PostgresSearchIndex : ISearchIndex
{
    /// <summary>The server joins what it finds with the tables that know these things.</summary>
    public bool HasMarks => false;

    public IReadOnlyList<SearchProbe>? Probes(DbConnection connection, SearchConditions conditions) => WordQuery.Of(conditions) is { } match
        ? [new SearchProbe("article_search x", "articles a", "x.article_id", "x.words @@ CAST(@match AS tsquery)", match, "x.article_id DESC", "x.article_id < @id")]
        : null;

    public void Insert(DbConnection connection, DbTransaction transaction, IReadOnlyCollection<SearchDocument> documents)
    {
        using var rows = new JsonRows();
        foreach (var document in documents)
            rows.Begin().Add(document.Id).Add(WordVector.Of(document)).End();
        connection.Execute(
            """
            INSERT INTO article_search (article_id, words)
            SELECT CAST(r.value ->> 0 AS BIGINT), CAST(r.value ->> 1 AS tsvector) FROM json_each(@rows) r
            """,
            new { rows = rows.Take() },
            transaction);
    }

    public void Remove(DbConnection connection, DbTransaction transaction, IReadOnlyCollection<long> articles) => connection.Execute(
        "DELETE FROM article_search WHERE article_id = ANY(@ids)", new { ids = articles.ToArray() }, transaction);

    public void Clear(DbConnection connection, DbTransaction transaction) =>
        connection.Execute("DELETE FROM article_search", transaction: transaction);

    public long Count(DbConnection connection) => connection.ExecuteScalar<long>("SELECT COUNT(*) FROM article_search");
}
