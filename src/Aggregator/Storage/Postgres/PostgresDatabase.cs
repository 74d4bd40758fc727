using System.Data.Common;
using System.Net.Sockets;
using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Storage.Keeping;
using Aggregator.Storage.Search;
using Aggregator.Storage.Stories;
using Dapper;
using Npgsql;

namespace Aggregator.Storage.Postgres;

/// <summary>A PostgreSQL server's database, shared by any number of daemons.</summary>
internal sealed class PostgresDatabase : Database, IDisposable
{
    /// <summary>Any numbers that nobody else uses in the same database.</summary>
    private const long MigrationLock = 0x6167_6772_6567_6174;
    private const long ListsLock = MigrationLock + 1;
    private const long StoriesLock = MigrationLock + 2;

    /// <summary>idle_in_transaction_session_timeout: we were paused for longer than a lease.</summary>
    private const string IdleInTransaction = "25P03";

    private readonly NpgsqlConnectionStringBuilder _address;
    private readonly NpgsqlDataSource _source;
    private readonly PostgresArticleNumbers.Remainder _numbers = new();

    /// <param name="address">Where.</param>
    /// <param name="options">How long hosts stay ours without a sign of life, and what is indexed.</param>
    public PostgresDatabase(NpgsqlConnectionStringBuilder address, StorageOptions options)
    {
        _address = address;
        _source = NpgsqlDataSource.Create(address);
        Leases = new HostLeases(this, options.Lease);
        Search = options.IndexWords ? new PostgresSearchIndex() : new NoSearchIndex();
        Bands = new PostgresBandIndex(this);
    }

    public override HostLeases Leases { get; }

    public override DbDataSource Shared => _source;

    /// <summary>Some tenths of a second's work: other daemons wait for it where links meet, and leases have to be renewed in between.</summary>
    public override int WeightOfTransaction => 200;

    public override string Name => $"PostgreSQL at {Server}, database {_address.Database ?? _address.Username}";

    public override string Dialect => "Postgres";

    private string Server => _address.Host!.StartsWith('/') ? _address.Host : $"{_address.Host}:{_address.Port}";

    private string Schema => _address.SearchPath!.Split(',')[0].Trim(' ', '"');

    public override ISearchIndex Search { get; }

    public override ISearchBacklog SearchBacklog => new SearchBacklog(this);

    public override IBandIndex Bands { get; }

    public override DbConnection Open() => _source.OpenConnection();

    public override DbConnection OpenForMigration()
    {
        // Not of the pool: the lock ends with the session, however that ends.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_address.ToString()) { Pooling = false }.ToString());
        try
        {
            connection.Open();
            connection.Execute("SELECT pg_advisory_lock(@MigrationLock)", new { MigrationLock });
            if (connection.ExecuteScalar<string?>("SELECT CAST(to_regnamespace(@name) AS text)", new { name = Quoted(Schema) }) is null)
                connection.Execute($"CREATE SCHEMA {Quoted(Schema)}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Whether they are wanted is asked of a page that was read: the planner takes these conditions for rarer than they are by far, and would sort all that is due for a page.
    /// </summary>
    public override string DuePage(string isWanted) =>
        $"""
        SELECT d.id, d.host, d.next_poll_at AS at, CAST(CASE WHEN {isWanted} THEN 1 ELSE 0 END AS BIGINT) AS is_wanted
        FROM (
          SELECT id, host, next_poll_at, skip_hours, skip_days FROM feeds
          WHERE state = 'active' AND next_poll_at <= @now AND (next_poll_at, id) > (@at, @id)
          ORDER BY next_poll_at, id
          LIMIT @most) d
        LEFT JOIN hosts dh ON dh.host = d.host
        ORDER BY d.next_poll_at, d.id
        """;

    public override IReadOnlyCollection<string> Tables(DbConnection connection, DbTransaction? transaction = null) => connection.Query<string>(
        "SELECT CAST(table_name AS text) FROM information_schema.tables WHERE table_schema = @Schema", new { Schema }, transaction).AsList();

    public override bool IsWritable()
    {
        try
        {
            using var connection = Open();
            return !connection.ExecuteScalar<bool>("SELECT pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on'");
        }
        catch (DbException)
        {
            return false;
        }
    }

    public override void Optimize()
    {
        using var connection = Open();
        connection.Execute("ANALYZE feeds, articles, article_keys, article_sources, article_search, story_bands, story_members, stories");
    }

    /// <summary>Of texts and their words: what the server keeps besides is room that it uses again, or gives back when it likes (autovacuum).</summary>
    public override long UsedBytes(DbConnection connection) => connection.ExecuteScalar<long>(
        """
        SELECT CAST(COALESCE(SUM(200 + COALESCE(pg_column_size(a.title), 0) + COALESCE(pg_column_size(a.summary), 0) + COALESCE(pg_column_size(a.content), 0)
          + COALESCE(pg_column_size(x.words), 0)), 0) AS bigint)
        FROM articles a LEFT JOIN article_search x ON x.article_id = a.id
        """);

    public override IReadOnlyList<Finding> Examine() => PostgresDoctor.Examine(this);

    public override BackupOutcome Backup(string path) => new BackupOutcome.Refused(
        $"{Name} is backed up by its own means, for example: pg_dump -Fc -n {Schema} -f {path}.dump; restored by pg_restore.");

    public override IArticleNumbers ArticleNumbers(DbConnection connection, DbTransaction transaction) =>
        new PostgresArticleNumbers(_numbers, connection, transaction);

    public override void ContinueNumbers(DbConnection connection, DbTransaction transaction) => connection.Execute(
        """
        SELECT setval('article_numbers', (SELECT COALESCE(MAX(id), 0) + 1 FROM articles), false);
        SELECT setval(pg_get_serial_sequence('feeds', 'id'), (SELECT COALESCE(MAX(id), 0) + 1 FROM feeds), false)
        """,
        transaction: transaction);

    public override IReadOnlyList<string> Daemons(DateTimeOffset now)
    {
        using var connection = Open();
        return connection.Query<string>("SELECT name FROM daemons WHERE alive_until > @now ORDER BY name", new { now }).AsList();
    }

    public override string? Refusal(DateTimeOffset now) => Daemons(now) is { Count: > 0 } alive
        ? $"{Name} is in use by {string.Join(", ", alive)}; stop these daemons first."
        : null;

    public override void LockLists(DbConnection connection, DbTransaction transaction) =>
        connection.Execute("SELECT pg_advisory_xact_lock(@ListsLock)", new { ListsLock }, transaction);

    public override void LockLinks(DbConnection connection, DbTransaction transaction, IEnumerable<Hash128> links)
    {
        // In order, so that two who want some of the same wait for each other one way only.
        var hashes = links.Distinct().OrderBy(link => link.High).ThenBy(link => link.Low).Select(link => link.ToBytes()).ToArray();
        if (hashes.Length == 0)
            return;
        // An insert waits for every transaction that has inserted the same key and not ended, also if it has deleted it since. Advisory locks would do
        // the same, but the server holds only some thousands of them.
        connection.Execute(
            """
            INSERT INTO link_locks (hash) SELECT wanted.hash FROM unnest(@hashes) WITH ORDINALITY AS wanted (hash, place) ORDER BY place ON CONFLICT DO NOTHING;
            DELETE FROM link_locks WHERE hash = ANY(@hashes)
            """,
            new { hashes },
            transaction);
    }

    public override void LockStories(DbConnection connection, DbTransaction transaction) =>
        connection.Execute("SELECT pg_advisory_xact_lock(@StoriesLock)", new { StoriesLock }, transaction);

    /// <summary>OFFSET keeps the planner from making another join of it.</summary>
    public override string JoinByKey(string table, string alias, string condition) =>
        $"CROSS JOIN LATERAL (SELECT * FROM {table} {alias} WHERE {condition} OFFSET 0) {alias}";

    public override bool IsTransient(DbException exception) => exception.IsTransient || exception is PostgresException
    {
        SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or IdleInTransaction,
    };

    public override string Explain(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } e =>
            $"{Name} refuses the login ({e.MessageText}); check user and password of Storage:ConnectionString, and the server's pg_hba.conf.",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } e =>
            $"{Name}: {e.MessageText}; make it with 'createdb', or name another in Storage:ConnectionString.",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } e =>
            $"{Name}: {e.MessageText}; grant CREATE on the database to the user, or make the schema {Schema} and let the user own it.",
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } e =>
            $"{Name}: {e.MessageText}; raise the server's max_connections, or lower Maximum Pool Size in Storage:ConnectionString.",
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => $"{Name}: the server's disk is full; free space.",
        PostgresException e => $"{Name}: {e.MessageText} ({e.SqlState}).",
        NpgsqlException { InnerException: SocketException e } => Unreachable(e.Message),
        NpgsqlException { InnerException: TimeoutException } => Unreachable("no answer in time"),
        NpgsqlException { InnerException: { } e } => Unreachable(e.Message),
        var e => Unreachable(e.Message),
    };

    public void Dispose() => _source.Dispose();

    private string Unreachable(string reason) =>
        $"{Name} cannot be reached: {reason.TrimEnd('.')}; check the host and port of Storage:ConnectionString, that the server runs, and that it lets this machine in.";

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
