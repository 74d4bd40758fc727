using System.Data.Common;
using Dapper;

namespace Aggregator.Storage.Search;

/// <summary>
/// Of an index of words that is part of the database: reads articles into it that were stored before there was one, the newest first; and those anew of which it
/// does not know all feeds.
/// </summary>
internal sealed class SearchBacklog(Database database) : ISearchBacklog
{
    public const int ArticlesAtOnce = 250;

    /// <summary>Above all numbers of articles.</summary>
    private const long All = 1L << 62;

    public bool HasOlder
    {
        get
        {
            using var connection = database.Open();
            return Next(connection) is not null;
        }
    }

    public bool ReadSome() => database.Search.Refusal is null && (ReadAgain() | ReadOlder());

    public void Leave()
    {
        using var connection = database.Open();
        if (Next(connection) == All)
            return;
        using var transaction = connection.BeginTransaction();
        connection.Execute("DELETE FROM search_backlog; INSERT INTO search_backlog (next) VALUES (@All)", new { All }, transaction);
        transaction.Commit();
    }

    public void ReadAllAnew()
    {
        using (var connection = database.Open())
        using (var transaction = connection.BeginTransaction())
        {
            database.Search.Clear(connection, transaction);
            Fill(connection, transaction);
            transaction.Commit();
        }
        while (ReadSome())
        {
        }
    }

    public void Fill()
    {
        using var connection = database.Open();
        using var transaction = connection.BeginTransaction();
        Fill(connection, transaction);
        transaction.Commit();
    }

    /// <summary>Nothing to do: what is removed is, in its transaction.</summary>
    public void Settle()
    {
    }

    private static long? Next(DbConnection connection) => connection.ExecuteScalar<long?>("SELECT next FROM search_backlog");

    private static void Fill(DbConnection connection, DbTransaction transaction) => connection.Execute(
        """
        DELETE FROM search_backlog;
        INSERT INTO search_backlog (next) SELECT id + 1 FROM articles ORDER BY id DESC LIMIT 1
        """,
        transaction: transaction);

    private bool ReadAgain()
    {
        using var connection = database.Open();
        if (connection.ExecuteScalar<long>("SELECT EXISTS (SELECT 1 FROM search_again)") == 0)
            return false;
        using var transaction = connection.BeginTransaction();
        var ids = connection.Query<long>(
            "DELETE FROM search_again WHERE article_id IN (SELECT a.article_id FROM search_again a ORDER BY a.article_id LIMIT @ArticlesAtOnce) RETURNING article_id",
            new { ArticlesAtOnce },
            transaction).AsList();
        Write(connection, transaction, new SearchDocuments(database.Search, connection, transaction).Of(ids));
        transaction.Commit();
        return ids.Count == ArticlesAtOnce;
    }

    private bool ReadOlder()
    {
        using var connection = database.Open();
        if (Next(connection) is null)
            return false;
        using var transaction = connection.BeginTransaction();
        // Of several daemons one reads, and the others wait here and go on behind it.
        if (connection.ExecuteScalar<long?>("UPDATE search_backlog SET next = next RETURNING next", transaction: transaction) is not { } next)
            return false;
        var documents = new SearchDocuments(database.Search, connection, transaction).Below(next, ArticlesAtOnce);
        Write(connection, transaction, documents);
        if (documents.Count < ArticlesAtOnce)
            connection.Execute("DELETE FROM search_backlog", transaction: transaction);
        else
            connection.Execute("UPDATE search_backlog SET next = @next", new { next = documents[0].Id }, transaction);
        transaction.Commit();
        return documents.Count == ArticlesAtOnce;
    }

    private void Write(DbConnection connection, DbTransaction transaction, IReadOnlyList<SearchDocument> documents)
    {
        var rows = new SearchRows(database.Search, connection, transaction);
        // An edit may have brought one of them into the index already.
        rows.Remove([.. documents.Select(document => document.Id)]);
        rows.Insert(documents);
    }
}
