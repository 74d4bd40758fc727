namespace Aggregator.Tests.Storage.Databases;

/// <summary>The server that the tests of a run share, started by the first.</summary>
internal static class SharedPostgres
{
    private static readonly Lazy<PostgresServer> Server = new(() => new PostgresServer());

    /// <summary>Skips the test where PostgreSQL is not installed.</summary>
    public static PostgresServer OfThisRun()
    {
        Assert.SkipWhen(PostgresServer.Programs is null, "PostgreSQL is not installed: no initdb in /usr/lib/postgresql/*/bin or AGGREGATOR_TEST_POSTGRES.");
        return Server.Value;
    }
}
