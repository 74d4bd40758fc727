using Aggregator.Configuration;
using Aggregator.Storage;
using Aggregator.Storage.Postgres;

namespace Aggregator.Tests.Storage.Databases;

/// <summary>A schema of its own on the PostgreSQL server of this test run. Skips the test where PostgreSQL is not installed.</summary>
public sealed class PostgresTestDatabase : TestDatabase
{
    private static int _last;

    private readonly string _schema = $"test_{Interlocked.Increment(ref _last)}";
    private readonly List<PostgresDatabase> _opened = [];

    public PostgresTestDatabase() => Options = new StorageOptions
    {
        Provider = StorageProvider.Postgres,
        ConnectionString = $"{SharedPostgres.OfThisRun().ConnectionString};Search Path={_schema};Maximum Pool Size=8",
    };

    internal StorageOptions Options { get; }

    internal override Database Connect()
    {
        var database = new PostgresDatabase(PostgresAddress.Read(Options, out _)!, Options);
        lock (_opened)
            _opened.Add(database);
        return database;
    }

    internal override void Refuse(string table, bool isInsert, string condition, string message) => Execute(
        $"""
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{message}'; END $$;
        CREATE TRIGGER refuse BEFORE {(isInsert ? "INSERT" : "UPDATE")} ON {table} FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION refuse()
        """);

    protected override void Dispose(bool disposing)
    {
        foreach (var database in _opened)
            database.Dispose();
    }
}
