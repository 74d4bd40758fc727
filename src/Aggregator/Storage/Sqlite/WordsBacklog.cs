using Aggregator.Storage.Search;
using Dapper;

namespace Aggregator.Storage.Sqlite;

/// <summary>
/// Brings articles into the file of words: those that a transaction has just stored, those from before there was the file, and those that have changed. Each
/// transaction of the file says how far it has come, so that whatever breaks off goes on, and several processes may do this at once.
/// </summary>
internal sealed class WordsBacklog(SqliteDatabase database, WordsFile file, ISearchIndex index) : ISearchBacklog, IFollowingIndex
{
    private const int ArticlesAtOnce = SearchBacklog.ArticlesAtOnce;

    /// <summary>
    /// The newest article when it was last looked whether all have been read: whoever stored it has had the time to bring it here. At first whatever was there before us.
    /// </summary>
    private long _newest = long.MaxValue;

    public bool HasOlder
    {
        get
        {
            file.Prepare();
            using var connection = file.Open();
            return WordsProgress.Read(connection).Next > 0;
        }
    }

    public bool ReadSome()
    {
        if (index.Refusal is not null)
            return false;
        // To remove a damaged one is the remedy that is named.
        file.Prepare();
        var newest = Newest();
        var left = ReadAgain() | ReadMissed(Math.Min(_newest, newest)) | ReadOlder() | DropFormer();
        _newest = newest;
        return left;
    }

    public void Take(SearchWork work)
    {
        if (work.Documents is [var first, ..] documents)
        {
            while (!TryInsert(first, documents))
                ReadMissed(first.Id - 1);
        }
        if (work.HasEdits)
            Settle();
    }

    public string Explain(Exception exception) => file.Explain(exception);

    public void Settle()
    {
        while (index.Refusal is null && ReadAgain())
        {
        }
    }

    public void Fill() => Clear();

    public void ReadAllAnew()
    {
        Clear();
        while (ReadSome())
        {
        }
    }

    public void Leave() => file.Leave();

    private void Clear()
    {
        if (index.Refusal is not null)
            return;
        using var connection = file.Open();
        using var main = database.Open();
        using var transaction = connection.BeginTransaction();
        index.Clear(connection, transaction);
        WordsProgress.Begin(connection, transaction, WordsProgress.Newest(main));
        transaction.Commit();
    }

    private long Newest()
    {
        using var main = database.Open();
        return WordsProgress.Newest(main);
    }

    /// <returns>False when articles before them have not been read.</returns>
    private bool TryInsert(SearchDocument first, IReadOnlyList<SearchDocument> documents)
    {
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction();
        var through = WordsProgress.Read(connection, transaction).Through;
        if (through < first.Id - 1)
            return false;
        // Another process may have read some of them meanwhile.
        var unread = documents.SkipWhile(document => document.Id <= through).ToList();
        if (unread.Count > 0)
        {
            index.Insert(connection, transaction, unread);
            connection.Execute("UPDATE progress SET through = @Id", new { unread[^1].Id }, transaction);
        }
        transaction.Commit();
        return true;
    }

    /// <summary>What was stored and not brought here: the process ended between the two, or the file could not be written.</summary>
    private bool ReadMissed(long last)
    {
        using var connection = file.Open();
        if (WordsProgress.Read(connection).Through >= last)
            return false;
        using var transaction = connection.BeginTransaction();
        var through = WordsProgress.Read(connection, transaction).Through;
        using var main = database.Open();
        var documents = new SearchDocuments(index, main, transaction: null).Above(through, last, ArticlesAtOnce);
        if (documents.Count > 0)
            index.Insert(connection, transaction, documents);
        var isLast = documents.Count < ArticlesAtOnce;
        connection.Execute("UPDATE progress SET through = MAX(through, @read)", new { read = isLast ? last : documents[^1].Id }, transaction);
        transaction.Commit();
        return !isLast;
    }

    private bool ReadOlder()
    {
        using var connection = file.Open();
        if (WordsProgress.Read(connection).Next == 0)
            return false;
        using var transaction = connection.BeginTransaction();
        var next = WordsProgress.Read(connection, transaction).Next;
        using var main = database.Open();
        var documents = new SearchDocuments(index, main, transaction: null).Below(next, ArticlesAtOnce);
        // An edit may have brought one of them here already.
        index.Remove(connection, transaction, [.. documents.Select(document => document.Id)]);
        index.Insert(connection, transaction, documents);
        var isLast = documents.Count < ArticlesAtOnce;
        connection.Execute("UPDATE progress SET next = @next", new { next = isLast ? 0 : documents[0].Id }, transaction);
        transaction.Commit();
        return !isLast;
    }

    /// <summary>The database is written until the words are: what changes meanwhile is named again.</summary>
    private bool ReadAgain()
    {
        using var main = database.Open();
        if (main.ExecuteScalar<long>("SELECT EXISTS (SELECT 1 FROM search_again)") == 0)
            return false;
        using var reading = main.BeginTransaction();
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction();
        // Those above have not been read even once, and will be.
        var through = WordsProgress.Read(connection, transaction).Through;
        var ids = main.Query<long>(
            "DELETE FROM search_again WHERE article_id IN (SELECT a.article_id FROM search_again a WHERE a.article_id <= @through ORDER BY a.article_id LIMIT @ArticlesAtOnce) RETURNING article_id",
            new { through, ArticlesAtOnce },
            reading).AsList();
        index.Remove(connection, transaction, ids);
        var documents = new SearchDocuments(index, main, reading).Of(ids);
        if (documents.Count > 0)
            index.Insert(connection, transaction, documents);
        transaction.Commit();
        reading.Commit();
        return ids.Count == ArticlesAtOnce;
    }

    /// <summary>A part of the index that versions before kept in the database itself.</summary>
    private bool DropFormer()
    {
        using var main = database.Open();
        if (!database.Tables(main).Contains("search_parts"))
            return false;
        using var transaction = main.BeginTransaction();
        if (main.QueryFirstOrDefault<long?>("SELECT part FROM search_parts ORDER BY part LIMIT 1", transaction: transaction) is not { } part)
            main.Execute("DROP TABLE search_parts", transaction: transaction);
        else
            main.Execute($"DROP TABLE IF EXISTS article_search_{part}; DELETE FROM search_parts WHERE part = {part}", transaction: transaction);
        transaction.Commit();
        return true;
    }
}
