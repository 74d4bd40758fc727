using Aggregator.Configuration;
using Aggregator.Storage.Postgres;
using Npgsql;

namespace Aggregator.Tests.Storage;

public sealed class PostgresAddressTests
{
    [Theory]
    [InlineData("postgres://reader:p%40ss%2Fword@db.example:5433/news?sslmode=verify-full")]
    [InlineData("postgresql://reader:p%40ss%2Fword@db.example:5433/news?SSL%20Mode=VerifyFull")]
    [InlineData("Host=db.example;Port=5433;Username=reader;Password=p@ss/word;Database=news;SSL Mode=VerifyFull")]
    public void A_url_and_npgsqls_own_words_mean_the_same(string connection)
    {
        var address = Read(connection);
        Assert.Equal(("db.example", 5433, "reader", "p@ss/word", "news", SslMode.VerifyFull),
            (address.Host, address.Port, address.Username, address.Password, address.Database, address.SslMode));
    }

    [Fact]
    public void Tables_lie_in_a_schema_of_their_own_unless_another_is_named()
    {
        Assert.Equal("aggregator", Read("postgres://db.example/news").SearchPath);
        Assert.Equal("mine", Read("Host=db.example;Search Path=mine").SearchPath);
    }

    [Fact]
    public void A_daemon_that_is_paused_within_a_transaction_holds_it_no_longer_than_its_lease() =>
        Assert.Contains("idle_in_transaction_session_timeout=7000", Read("postgres://db.example/news").Options, StringComparison.Ordinal);

    private static NpgsqlConnectionStringBuilder Read(string connection)
    {
        var options = new StorageOptions { Provider = StorageProvider.Postgres, ConnectionString = connection, Lease = TimeSpan.FromSeconds(7) };
        var address = PostgresAddress.Read(options, out _);
        Assert.NotNull(address);
        return address;
    }
}
