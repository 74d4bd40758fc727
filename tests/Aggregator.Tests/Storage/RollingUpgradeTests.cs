using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.RegularExpressions;
using Aggregator.Configuration;
using Aggregator.Storage;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Storage;

/// <summary>Daemons of two versions share a database while one after the other is replaced.</summary>
public sealed partial class RollingUpgradeTests : IDisposable
{
    private const int Feeds = 400;

    /// <summary>Of everything that a migration may do, on tables that are being polled.</summary>
    private const string Next = """
        ALTER TABLE feeds ADD COLUMN mood TEXT;
        ALTER TABLE articles ADD COLUMN weight BIGINT NOT NULL DEFAULT 7;
        ALTER TABLE hosts ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue';
        CREATE TABLE moods (feed_id BIGINT PRIMARY KEY, mood TEXT NOT NULL);
        CREATE INDEX articles_weight ON articles (weight, id);
        UPDATE feeds SET mood = 'calm' WHERE polls > 0;
        """;

    /// <summary>A file has one daemon, so that no version before is at work on it; and the index of words is made of articles.</summary>
    private static readonly string[] BuiltAnew = ["DROP TABLE article_search", "DROP TABLE title_search", "DELETE FROM search_backlog", "DROP TABLE search_backlog"];

    private static readonly DateTimeOffset Noon = TestPolls.Noon;
    private readonly PostgresTestDatabase _server = new();

    [Fact(Timeout = 60_000)]
    public async Task Daemons_of_two_versions_poll_side_by_side_while_the_newer_one_migrates()
    {
        var deadline = TestContext.Current.CancellationToken;
        string[] urls = [.. Enumerable.Range(0, Feeds).Select(i => $"https://h{i % 40}.example/{i}")];
        var polling = new PollingOptions { SpreadPerSecond = 100_000 };
        WriterHarness Daemon() => new(_server, _server.Another(), polling, urls);
        await using var first = Daemon();
        await using var second = Daemon();
        var polled = new ConcurrentDictionary<string, int>();

        var old = Task.WhenAll(PollAsync(first, polled, Feeds / 2, deadline), PollAsync(second, polled, Feeds, deadline));
        while (polled.Count < Feeds / 4)
            await Task.Yield();
        var newer = Migrator.Scripts("Postgres");
        newer.Add(newer.Keys.Max() + 1, Next);
        Assert.IsType<DatabaseOpening.Opened>(Migrator.Open(_server.Another(), newer));
        // The migration came between the polls of the older ones, not after them.
        Assert.False(old.IsCompleted);
        await using var third = Daemon();
        await PollAsync(third, polled, Feeds, deadline);
        await old;

        Assert.Equal(Feeds, polled.Count);
        Assert.All(polled, poll => Assert.Equal(1, poll.Value));
        Assert.Equal(Feeds, _server.Scalar<int>("SELECT COUNT(*) FROM articles WHERE weight = 7"));
        Assert.Equal(Feeds, _server.Scalar<int>("SELECT COUNT(*) FROM feeds WHERE polls = 1 AND failures = 0"));
        // Whoever has not been replaced goes on, but is not started again.
        Assert.IsType<DatabaseOpening.Refused>(Migrator.Open(_server.Another()));
    }

    [Theory]
    [InlineData("Postgres")]
    [InlineData("Sqlite")]
    public void Migrations_only_add_so_that_the_statements_of_the_version_before_go_on_working(string dialect)
    {
        var statements = Migrator.Scripts(dialect).Where(script => script.Key > 1)
            .SelectMany(script => Statements(script.Value).Select(statement => (script.Key, statement))).ToList();
        Assert.NotEmpty(statements);
        Assert.All(statements, s => Assert.True((Additive().IsMatch(s.statement) && !Demanding(s.statement)) || (dialect == "Sqlite" && BuiltAnew.Contains(s.statement)), $"Migration {s.Key}: {s.statement}"));
    }

    [Theory]
    [InlineData("DROP TABLE feeds", false)]
    [InlineData("ALTER TABLE feeds RENAME COLUMN url TO address", false)]
    [InlineData("ALTER TABLE feeds ADD COLUMN mood TEXT NOT NULL", false)]
    [InlineData("ALTER TABLE feeds ADD COLUMN mood TEXT NOT NULL DEFAULT ''", true)]
    [InlineData("ALTER TABLE feeds ALTER COLUMN url DROP NOT NULL", false)]
    [InlineData("CREATE INDEX feeds_mood ON feeds (mood)", true)]
    public void The_check_knows_what_adds(string statement, bool adds) => Assert.Equal(adds, Additive().IsMatch(statement) && !Demanding(statement));

    public void Dispose() => _server.Dispose();

    private static async Task PollAsync(WriterHarness daemon, ConcurrentDictionary<string, int> polled, int until, CancellationToken deadline)
    {
        await Task.Yield();
        while (polled.Count < until)
        {
            deadline.ThrowIfCancellationRequested();
            foreach (var feed in Claim(daemon))
            {
                var stored = await daemon.Write(TestPolls.Poll(feed, Noon.AddSeconds(1), Drafts.Draft(feed.Url, $"{feed.Host}/{feed.Id}", "News")));
                Assert.Null(stored.Failure);
                polled.AddOrUpdate(feed.Url, 1, (_, times) => times + 1);
                daemon.Claims.Release(feed.Id);
            }
        }

        // Whoever stops gives its hosts back.
        daemon.Claims.ClaimDue(Noon.AddSeconds(1), 0, 1);
    }

    /// <summary>As the dispatcher does: a claim that a deadlock with the migration ended is made again.</summary>
    private static IReadOnlyList<DueFeed> Claim(WriterHarness daemon)
    {
        try
        {
            return daemon.Claims.ClaimDue(Noon.AddSeconds(1), 10, 1);
        }
        catch (DbException e) when (daemon.File.Database.IsTransient(e))
        {
            return [];
        }
    }

    /// <summary>What a trigger does is part of the statement that makes it.</summary>
    private static IEnumerable<string> Statements(string script)
    {
        var whole = "";
        foreach (var part in Comment().Replace(script, "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            whole += whole.Length == 0 ? part : $"; {part}";
            if (whole.StartsWith("CREATE ", StringComparison.Ordinal) && whole.Contains("BEGIN\n", StringComparison.Ordinal) && part is not ("END" or "END'"))
                continue;
            yield return whole;
            whole = "";
        }
    }

    /// <summary>A column that the version before does not know must not ask it for a value.</summary>
    private static bool Demanding(string statement) =>
        statement.Contains("ADD COLUMN", StringComparison.Ordinal) && statement.Contains("NOT NULL", StringComparison.Ordinal)
        && !statement.Contains("DEFAULT", StringComparison.Ordinal);

    [GeneratedRegex(@"^(CREATE |ALTER TABLE \w+ ADD COLUMN |INSERT INTO |UPDATE )", RegexOptions.NonBacktracking)]
    private static partial Regex Additive();

    [GeneratedRegex("--[^\n]*", RegexOptions.NonBacktracking)]
    private static partial Regex Comment();
}
