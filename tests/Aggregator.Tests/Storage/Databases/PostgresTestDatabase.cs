using Aggregator.Configuration;
using Aggregator.Storage;
using Aggregator.Storage.Postgres;

namespace Aggregator.Tests.Storage.Databases;

/// <summary>A database of its own on the PostgreSQL server of this test run. Skips the test where PostgreSQL is not installed.</summary>
public sealed class PostgresTestDatabase : TestDatabase
{
    private readonly string _name;
    private readonly List<PostgresDatabase> _opened = [];

    public PostgresTestDatabase()
        : this(isMigrated: true)
    {
    }

    internal PostgresTestDatabase(bool isMigrated)
    {
        _name = SharedPostgres.Create(isMigrated);
        Options = SharedPostgres.OptionsOf(_name);
    }

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
        SharedPostgres.Drop(_name);
    }
}
