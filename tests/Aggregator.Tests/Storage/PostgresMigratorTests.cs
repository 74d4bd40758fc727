using Aggregator.Configuration;
using Aggregator.Storage;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Storage;

public sealed class PostgresMigratorTests : IDisposable
{
    private readonly PostgresTestDatabase _database = new(isMigrated: false);

    [Fact]
    public async Task Ten_daemons_may_start_together_on_an_empty_server()
    {
        using var start = new Barrier(10);
        var openings = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait(TestContext.Current.CancellationToken);
                return Migrator.Open(_database.Connect());
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        Assert.All(openings, opening => Assert.IsType<DatabaseOpening.Opened>(opening));
        Assert.Equal(1, _database.Scalar<int>("SELECT COUNT(*) FROM schema_versions WHERE version = 1"));
    }

    [Fact]
    public void A_newer_schema_is_refused_with_both_versions()
    {
        _database.Execute("INSERT INTO schema_versions (version) VALUES (999)");
        Assert.Contains("schema 999", Refusal(_database.Options), StringComparison.Ordinal);
    }

    [Fact]
    public void Somebody_elses_schema_is_refused()
    {
        _database.Execute("DROP TABLE schema_versions");
        Assert.Contains("another program", Refusal(_database.Options), StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_does_not_answer_is_named_with_the_reason_and_a_remedy()
    {
        var refusal = Refusal(At("postgres://reader:secret@127.0.0.1:1/news"));
        Assert.Contains("127.0.0.1:1, database news cannot be reached", refusal, StringComparison.Ordinal);
        Assert.Contains("refused", refusal, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("check the host and port of Storage:ConnectionString", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_that_is_not_there_is_named_with_the_remedy()
    {
        var refusal = Refusal(At($"{SharedPostgres.OfThisRun().ConnectionString.Replace("=postgres", "=nowhere", StringComparison.Ordinal)}"));
        Assert.Contains("\"nowhere\" does not exist", refusal, StringComparison.Ordinal);
        Assert.Contains("createdb", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://user:letmein/123@host/db")]
    [InlineData("postgres://user:letmein@host/db?colour=red")]
    [InlineData("Host=server;Colour=red;Password=letmein")]
    [InlineData("Username=nobody")]
    public void A_connection_string_that_cannot_be_read_is_refused_without_being_quoted(string connection)
    {
        var refusal = Refusal(At(connection));
        Assert.StartsWith("Storage:ConnectionString cannot be read:", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("letmein", refusal, StringComparison.Ordinal);
    }

    public void Dispose() => _database.Dispose();

    private static StorageOptions At(string connection) => new() { Provider = StorageProvider.Postgres, ConnectionString = connection };

    private static string Refusal(StorageOptions options) =>
        Assert.IsType<DatabaseOpening.Refused>(DatabaseChoice.Open(options, "unused")).Reason;
}
