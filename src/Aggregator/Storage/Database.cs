using System.Data;
using Aggregator.Configuration;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Aggregator.Storage;

/// <summary>
/// The SQLite file. WAL, so that readers never wait for the writer; <c>synchronous=FULL</c>, so that what was announced is on the disk
/// (group commit makes the fsyncs few).
/// </summary>
internal sealed class Database
{
    /// <summary>Of each handle. The index of stories is written all over: with SQLite's 2 MB most pages would be read twice a transaction.</summary>
    private const int CacheKilobytes = 8_192;

    private readonly string _connectionString;
    private readonly int _busyMilliseconds;

    static Database() => TypeHandlers.Register();

    public Database(string path, StorageOptions options)
    {
        Path = System.IO.Path.GetFullPath(path);
        _busyMilliseconds = (int)options.BusyTimeout.TotalMilliseconds;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            // Never creates: a file that vanished must not come back empty. Migrator creates it on purpose.
            Mode = SqliteOpenMode.ReadWrite,
            ForeignKeys = true,
        }.ToString();
    }

    public string Path { get; }

    public SqliteConnection Open() => Open(_connectionString);

    /// <summary>As <see cref="Open()"/>, but makes the file when there is none.</summary>
    public SqliteConnection OpenOrCreate() =>
        Open(new SqliteConnectionStringBuilder(_connectionString) { Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false }.ToString());

    /// <summary>Whether a write could begin right now; nothing is written.</summary>
    public bool IsWritable()
    {
        try
        {
            using var connection = Open();
            using var transaction = connection.BeginTransaction(IsolationLevel.Serializable);
            transaction.Rollback();
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    public void Optimize()
    {
        using var connection = Open();
        connection.Execute("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE);");
    }

    private SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            // Per handle, and a pooled handle starts at 0: without it every collision is an error or a sleep of the driver's.
            connection.Execute($"PRAGMA busy_timeout = {_busyMilliseconds}; PRAGMA synchronous = FULL; PRAGMA cache_size = -{CacheKilobytes};");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
