using System.Data.Common;
using Aggregator.Storage.Search;
using Dapper;

namespace Aggregator.Storage.Postgres;

/// <summary>A <c>tsvector</c> for each article beside it, with a GIN index. No extension of the server is used.</summary>
internal sealed class PostgresSearchIndex : ISearchIndex
{
    public string Source => "article_search x";

    public string Id => "x.article_id";

    public string Matches(string parameter) => $"x.words @@ CAST({parameter} AS tsquery)";

    public string? Expression(IEnumerable<SearchTerm> terms, string? column) => WordQuery.Of(terms, column);

    public string? Any(IEnumerable<SearchTerm> terms) => WordQuery.Any(terms);

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
