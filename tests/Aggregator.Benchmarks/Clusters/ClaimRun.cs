using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Aggregator.Configuration;
using Aggregator.Storage;
using Aggregator.Tests.Storage.Databases;
using Dapper;

namespace Aggregator.Benchmarks.Clusters;

/// <summary>What a claim costs among very many feeds: synthetic rows, of which some are due; claims take as many as a daemon has room for.</summary>
internal sealed class ClaimRun(Arguments arguments)
{
    private const int Claims = 100;

    /// <summary>Not counted: until code is compiled for speed. A daemon claims every second.</summary>
    private const int WarmUp = 100;
    private const int Limit = 500;
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly int _feeds = arguments.Number("feeds", 1_000_000);
    private readonly int _hosts = arguments.Number("hosts", 200_000);
    private readonly int _due = arguments.Number("due", 1_000);

    /// <summary>Feeds of one host that is held back: due before all others, they are passed with every claim.</summary>
    private readonly int _waiting = arguments.Number("waiting", 0);

    public static int Run(Arguments arguments)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Claims of {Limit} feeds, each on a host of its own, one process"));
        Console.WriteLine("| database | feeds | due | ms, median | ms, 95 % | MB of rows |");
        Console.WriteLine("| --- | --: | --: | --: | --: | --: |");
        var run = new ClaimRun(arguments);
        var only = arguments.Text("only");
        if (only != "postgres")
            run.MeasureSqlite();
        if (only != "sqlite" && PostgresServer.Programs is not null)
            run.MeasurePostgres();
        return 0;
    }

    private void MeasureSqlite()
    {
        var folder = Directory.CreateTempSubdirectory("aggregator-claims-");
        try
        {
            Measure("SQLite", new StorageOptions(), Path.Combine(folder.FullName, "aggregator.db"),
                "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void MeasurePostgres()
    {
        using var server = new PostgresServer();
        var options = new StorageOptions { Provider = StorageProvider.Postgres, ConnectionString = server.ConnectionString };
        Measure("PostgreSQL", options, "", "SELECT CAST(pg_total_relation_size('feeds') AS BIGINT)");
    }

    private void Measure(string name, StorageOptions options, string path, string size)
    {
        if (DatabaseChoice.Open(options, path) is not DatabaseOpening.Opened { Database: var database })
            throw new InvalidOperationException($"{name} cannot be opened.");
        using var connection = database.Open();
        Fill(connection);
        database.Optimize();
        foreach (var due in new[] { _due, _feeds / 10 })
        {
            connection.Execute("UPDATE feeds SET next_poll_at = CASE WHEN id <= @due THEN @now - 1000 - id * 7919 % 3600000 ELSE @now + 3600000 + id END",
                new { due, now = Now.ToUnixTimeMilliseconds() });
            connection.Execute(
                """
                UPDATE feeds SET host = 'waiting.example:443', next_poll_at = @now - 7200000 - id WHERE id > @feeds - @waiting;
                INSERT INTO hosts (host, not_before, held, why) VALUES ('waiting.example:443', @now + 86400000, 1, 'synthetic') ON CONFLICT DO NOTHING
                """,
                new { feeds = _feeds, waiting = _waiting, now = Now.ToUnixTimeMilliseconds() });
            // What the update left behind, as the server itself would clean it up before long.
            connection.Execute(name == "SQLite" ? "PRAGMA wal_checkpoint(TRUNCATE)" : "VACUUM ANALYZE feeds");
            var times = Times(new FeedClaims(database)).Order().ToList();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {_feeds} | {due} | {times[times.Count / 2]:0.0} | {times[times.Count * 95 / 100]:0.0} | {connection.ExecuteScalar<long>(size) / 1e6:0} |"));
        }
    }

    private static IEnumerable<double> Times(FeedClaims claims)
    {
        for (var i = -WarmUp; i < Claims; i++)
        {
            var started = Stopwatch.GetTimestamp();
            var taken = claims.ClaimDue(Now.AddSeconds(WarmUp + i), Limit, 1);
            var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (taken.Count != Limit)
                throw new InvalidOperationException($"{taken.Count} feeds claimed, must be {Limit}.");
            foreach (var feed in taken)
                claims.Release(feed.Id);
            if (i >= 0)
                yield return elapsed;
        }
    }

    private void Fill(DbConnection connection) => connection.Execute(
        """
        INSERT INTO feeds (url, host, state, definition_hash, tags, next_poll_at, next_poll_why, etag, body_hash, fingerprints, added_at)
        WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < @feeds)
        SELECT 'https://h' || (n % @hosts) || '.example/feeds/' || n || '.xml', 'h' || (n % @hosts) || '.example:443', 'active',
          unhex('000102030405060708090a0b0c0d0e0f'), '[]', 0, 'synthetic', '"0123456789abcdef"', unhex('000102030405060708090a0b0c0d0e0f'), unhex(@prints), 0
        FROM numbers
        """,
        new { feeds = _feeds, hosts = _hosts, prints = string.Concat(Enumerable.Repeat("000102030405060708090a0b0c0d0e0f", 20)) }, commandTimeout: 600);
}
