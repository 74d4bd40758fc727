using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Aggregator.Storage.Sqlite;

/// <summary>
/// The file of the index of words, beside that of the database: a SQLite file has one writer, and of what storing costs a quarter are words. It can be lost; it is made anew of
/// the articles. It says whose it is, since either file may be replaced without the other, and how far it has come.
/// </summary>
internal sealed class WordsFile(SqliteDatabase database, string path)
{
    /// <summary>Of the file, as <c>user_version</c>.</summary>
    private const int Version = 1;

    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    /// <summary>As <c>aggregator.words.db</c> beside <c>aggregator.db</c>.</summary>
    public static string PathFor(string database) => Path.ChangeExtension(database, "words" + Path.GetExtension(database));

    /// <summary>Sees to it that the file is there, and of this database. What is of another, damaged or of another version is made anew.</summary>
    public void Prepare()
    {
        if (IsCurrent())
            return;
        try
        {
            Make();
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Corrupt or NotADatabase)
        {
            Delete(path);
            Make();
        }
    }

    /// <summary>What it was told is forgotten, and its room given back; it is nobody's until it is prepared again.</summary>
    public void Leave()
    {
        if (!File.Exists(path))
            return;
        try
        {
            using var connection = Open();
            if (!HasProgress(connection, transaction: null))
                return;
            using (var transaction = connection.BeginTransaction())
            {
                Forget(connection, transaction);
                transaction.Commit();
            }
            connection.Execute("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Corrupt or NotADatabase)
        {
            Delete(path);
        }
    }

    public static void Delete(string path)
    {
        SqliteConnection.ClearAllPools();
        File.Delete(path);
        File.Delete(SqliteFile.WriteAheadLog(path));
        File.Delete(SqliteFile.SharedMemory(path));
    }

    public SqliteConnection Open() => database.OpenBeside(path);

    /// <summary>Lets a connection to the database see it.</summary>
    public void Attach(SqliteConnection connection)
    {
        // A pooled handle keeps what was attached to it.
        if (connection.ExecuteScalar<long>("SELECT COUNT(*) FROM pragma_database_list WHERE name = 'words'") > 0)
            return;
        Prepare();
        connection.Execute("ATTACH @path AS words", new { path });
    }

    /// <summary>Never a reason to restore a backup.</summary>
    public string Explain(Exception exception) =>
        $"{path}, the index of words, cannot be used ({exception.Message}). If that goes on, stop the daemon, remove the file and start again: it is made anew of the articles, and none is lost.";

    private bool IsCurrent()
    {
        if (!File.Exists(path) || new FileInfo(path).Length == 0)
            return false;
        try
        {
            using var main = database.Open();
            using var words = Open();
            return IsOf(main, words, transaction: null);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Corrupt or NotADatabase)
        {
            return false;
        }
    }

    /// <summary>A database that was put back may know fewer articles than its index.</summary>
    private static bool IsOf(DbConnection main, DbConnection words, DbTransaction? transaction) =>
        words.ExecuteScalar<int>("PRAGMA user_version", transaction: transaction) == Version
        && HasProgress(words, transaction)
        && words.QuerySingleOrDefault<WordsProgress>(WordsProgress.Query, transaction: transaction) is { } progress
        && main.ExecuteScalar<long?>("SELECT value FROM counters WHERE name = 'words'") == progress.Store
        && WordsProgress.Newest(main) >= progress.Through;

    private static bool HasProgress(DbConnection words, DbTransaction? transaction) =>
        words.ExecuteScalar<long>("SELECT COUNT(*) FROM sqlite_master WHERE name = 'progress'", transaction: transaction) > 0;

    private static void Forget(DbConnection words, DbTransaction transaction)
    {
        foreach (var table in words.Query<string>("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'", transaction: transaction).AsList())
            words.Execute($"DROP TABLE {table}", transaction: transaction);
        words.Execute("DROP TABLE IF EXISTS word_parts; DROP TABLE IF EXISTS progress", transaction: transaction);
    }

    private void Make()
    {
        // Those that are kept open may hold a file that was removed.
        SqliteConnection.ClearAllPools();
        using var main = database.Open();
        using var words = database.CreateBeside(path);
        using var transaction = words.BeginTransaction();
        // Another process may have been faster.
        if (IsOf(main, words, transaction))
            return;
        Forget(words, transaction);
        words.Execute(
            $"""
            CREATE TABLE progress (
              store   BIGINT NOT NULL,  -- that of the database: its counter 'words'
              through BIGINT NOT NULL,  -- articles up to this number have been read, but for those that search_again names, and
              next    BIGINT NOT NULL   -- those below this one, which are still to be read, from the newest to the oldest; 0 when all have been
            );
            CREATE TABLE word_parts (
              part BIGINT PRIMARY KEY   -- the part of articles part * 262144 and above: the table words_<part>
            );
            CREATE VIRTUAL TABLE title_words USING fts5 (
              title, marks, content = '', contentless_delete = 1, prefix = '3', tokenize = "unicode61 remove_diacritics 2"
            );
            INSERT INTO title_words (title_words, rank) VALUES ('automerge', 16), ('crisismerge', 32), ('hashsize', 8388608);
            PRAGMA user_version = {Version};
            """,
            transaction: transaction);
        var store = main.ExecuteScalar<long>("SELECT value FROM counters WHERE name = 'words'");
        words.Execute("INSERT INTO progress (store, through, next) VALUES (@store, 0, 0)", new { store }, transaction);
        WordsProgress.Begin(words, transaction, WordsProgress.Newest(main));
        transaction.Commit();
    }
}
