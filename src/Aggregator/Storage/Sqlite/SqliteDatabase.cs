using System.Data;
using System.Data.Common;
using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Storage.Inserting;
using Aggregator.Storage.Keeping;
using Aggregator.Storage.Search;
using Aggregator.Storage.Stories;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Aggregator.Storage.Sqlite;

/// <summary>
/// A SQLite file. WAL, so that readers never wait for the writer; <c>synchronous=FULL</c>, so that what was announced is on the disk
/// (group commit makes the fsyncs few).
/// </summary>
internal sealed class SqliteDatabase : Database
{
    /// <summary>Of the handle that polls are written by. The index of stories is written all over: with 2 MB most pages would be read twice a transaction.</summary>
    private const int WriterKilobytes = 8_192;

    /// <summary>Of each other handle: SQLite's own.</summary>
    private const int CacheKilobytes = 2_000;

    /// <summary>32 MB. Transactions of some hundred articles change the same thousands of pages again and again: written back to the file each time they would cost a fifth more.</summary>
    private const int PagesOfLog = 8_000;

    private const int PagesAtOnce = 500;

    private readonly string _path;
    private readonly string _connectionString;

    /// <summary>Of another text, and so of a pool of its own: the writer gets the handle back whose pages it knows.</summary>
    private readonly string _writerString;

    /// <summary>Another pool: a transaction that writes would lock what is attached to its handle.</summary>
    private readonly string _wordsString;
    private readonly WordsFile _words;
    private readonly WordsBacklog _backlog;
    private readonly int _busyMilliseconds;

    public SqliteDatabase(string path, StorageOptions options)
    {
        _path = Path.GetFullPath(path);
        Search = options.IndexWords ? new SqliteSearchIndex() : new NoSearchIndex();
        _words = new WordsFile(this, WordsFile.PathFor(_path));
        _backlog = new WordsBacklog(this, _words, Search);
        Bands = new SqliteBandIndex(this);
        _busyMilliseconds = (int)options.BusyTimeout.TotalMilliseconds;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = _path,
            // Never creates: a file that vanished must not come back empty. Migrator creates it on purpose.
            Mode = SqliteOpenMode.ReadWrite,
            ForeignKeys = true,
        }.ToString();
        _writerString = new SqliteConnectionStringBuilder(_connectionString) { Cache = SqliteCacheMode.Private }.ToString();
        _wordsString = new SqliteConnectionStringBuilder(_connectionString) { DefaultTimeout = 31 }.ToString();
    }

    public override string Name => _path;

    public override string Dialect => "Sqlite";

    /// <summary>
    /// Enough that commits are few: each writes a part of the index of words, and pages that the next one changes again. What is read, cut and compared for one transaction
    /// stays in memory until its end (60 MB for twice as many), and nobody else writes meanwhile.
    /// </summary>
    public override int WeightOfTransaction => 1_000;

    public override ISearchIndex Search { get; }

    public override ISearchBacklog SearchBacklog => _backlog;

    public override IFollowingIndex? Words => Search.Refusal is null ? _backlog : null;

    public override IBandIndex Bands { get; }

    public override RowInsert Insert(DbConnection connection, DbTransaction transaction, InsertText text) => new BoundInsert((SqliteConnection)connection, text);

    public override RepeatedStatement Repeat(DbConnection connection, DbTransaction transaction, string text, params (string Name, DbType Type)[] parameters) =>
        new BoundStatement((SqliteConnection)connection, text, [.. parameters.Select(parameter => parameter.Name)]);

    public override DbConnection Open() => Open(_connectionString, CacheKilobytes);

    public override DbConnection OpenForPolls() => Open(_writerString, WriterKilobytes);

    public override DbConnection OpenForWords()
    {
        var connection = Open(_wordsString, CacheKilobytes);
        try
        {
            if (Search.Refusal is null)
                _words.Attach(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A file that stands beside the database. Who waits for it waits no longer than is set: the driver alone would ask again for half a minute.</summary>
    public SqliteConnection OpenBeside(string path) => Open(
        new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, DefaultTimeout = 1 + (_busyMilliseconds / 1_000) }.ToString(), CacheKilobytes);

    /// <summary>As <see cref="OpenBeside"/>, and makes it if it is not there.</summary>
    public SqliteConnection CreateBeside(string path) => Create(new SqliteConnectionStringBuilder { DataSource = path });

    public override DbTransaction BeginReading(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(deferred: true);

    public override DbConnection OpenForMigration()
    {
        if (Path.GetDirectoryName(_path) is { Length: > 0 } directory)
            Directory.CreateDirectory(directory);
        if (SqliteFile.Objection(_path) is { } objection)
            throw new IOException(objection);
        return Create(new SqliteConnectionStringBuilder(_connectionString));
    }

    public override void Prepare()
    {
        if (Search.Refusal is null)
            _words.Prepare();
    }

    /// <summary>Walks along the index until there are enough.</summary>
    public override string DuePage(string isWanted) =>
        $"""
        SELECT d.id, d.host, d.next_poll_at AS at, 1 AS is_wanted
        FROM feeds d LEFT JOIN hosts dh ON dh.host = d.host
        WHERE d.state = 'active' AND d.next_poll_at <= @now AND (d.next_poll_at, d.id) > (@at, @id) AND {isWanted}
        ORDER BY d.next_poll_at, d.id
        LIMIT @most
        """;

    public override IReadOnlyCollection<string> Tables(DbConnection connection, DbTransaction? transaction = null) =>
        connection.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table'", transaction: transaction).AsList();

    public override bool IsWritable()
    {
        try
        {
            using var connection = Open();
            using var transaction = connection.BeginTransaction();
            transaction.Rollback();
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    public override void Optimize()
    {
        using var connection = Open();
        connection.Execute("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE);");
        if (Search.Refusal is not null)
            return;
        using var words = _words.Open();
        SqliteSearchIndex.Merge(words);
        words.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    public override long UsedBytes(DbConnection connection)
    {
        var used = Used(connection);
        if (Search.Refusal is not null)
            return used;
        using var words = _words.Open();
        return used + Used(words);

        static long Used(DbConnection file) => file.ExecuteScalar<long>(
            "SELECT (c.page_count - f.freelist_count) * s.page_size FROM pragma_page_count() c, pragma_freelist_count() f, pragma_page_size() s");
    }

    public override void GiveBack(DbConnection connection, CancellationToken cancellation)
    {
        GiveBackSome(connection, cancellation);
        if (Search.Refusal is not null)
            return;
        using var words = _words.Open();
        GiveBackSome(words, cancellation);
    }

    /// <summary>Some pages a transaction, so that nobody waits long.</summary>
    private static void GiveBackSome(DbConnection connection, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested && connection.ExecuteScalar<long>("PRAGMA freelist_count") > PagesAtOnce
            && connection.ExecuteScalar<long>("PRAGMA auto_vacuum") == 2)
        {
            connection.Execute($"PRAGMA incremental_vacuum({PagesAtOnce})");
        }
    }

    public override IReadOnlyList<Finding> Examine() => SqliteDoctor.Examine(_path, Search.Refusal is null ? WordsFile.PathFor(_path) : null);

    public override BackupOutcome Backup(string path) => SqliteBackup.Write(this, path);

    public override IArticleNumbers ArticleNumbers(DbConnection connection, DbTransaction transaction) =>
        new SqliteArticleNumbers(connection, transaction);

    public override void ContinueNumbers(DbConnection connection, DbTransaction transaction) => connection.Execute(
        "UPDATE counters SET value = (SELECT COALESCE(MAX(id), 0) FROM articles) WHERE name = 'articles'", transaction: transaction);

    /// <summary>Nothing to do: a file has one writer.</summary>
    public override void LockLists(DbConnection connection, DbTransaction transaction)
    {
    }

    /// <summary>Nothing to do: a file has one writer.</summary>
    public override void LockLinks(DbConnection connection, DbTransaction transaction, IEnumerable<Hash128> links)
    {
    }

    /// <summary>Nothing to do: a file has one writer.</summary>
    public override void LockStories(DbConnection connection, DbTransaction transaction)
    {
    }

    /// <summary>CROSS holds the order.</summary>
    public override string JoinByKey(string table, string alias, string condition) => $"CROSS JOIN {table} {alias} ON {condition}";

    /// <summary>Never: a busy file has been waited for already.</summary>
    public override bool IsTransient(DbException exception) => false;

    public override string Explain(Exception exception) => $"{_path} cannot be used: " + exception switch
    {
        SqliteException { SqliteErrorCode: 5 or 6 } => "another process has locked it; stop that process and start again.",
        SqliteException { SqliteErrorCode: 8 } => "it is read-only; give the daemon's user write access to the file and its directory.",
        SqliteException { SqliteErrorCode: 11 or 26 } e => $"it is damaged or no SQLite database ({e.Message}); restore it from a backup (aggregator restore FILE); it is left as it is.",
        SqliteException { SqliteErrorCode: 13 } => "the disk is full; free space and start again.",
        SqliteException { SqliteErrorCode: 14 } => "the file or its directory cannot be opened; check --data and the rights of the daemon's user.",
        UnauthorizedAccessException e => $"{e.Message} Give --data a directory that can be written.",
        var e => e.Message,
    };

    private SqliteConnection Create(SqliteConnectionStringBuilder address)
    {
        (address.Mode, address.Pooling) = (SqliteOpenMode.ReadWriteCreate, false);
        var connection = Open(address.ToString(), CacheKilobytes);
        // Counts for a new file only: what is purged can be given back to the disk.
        connection.Execute("PRAGMA auto_vacuum = INCREMENTAL");
        connection.Execute("PRAGMA journal_mode = WAL");
        return connection;
    }

    private SqliteConnection Open(string connectionString, int cacheKilobytes)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            // Per handle, and a pooled handle starts at 0: without it every collision is an error or a sleep of the driver's.
            connection.Execute($"PRAGMA busy_timeout = {_busyMilliseconds}; PRAGMA synchronous = FULL; PRAGMA cache_size = -{cacheKilobytes}; PRAGMA wal_autocheckpoint = {PagesOfLog};");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
