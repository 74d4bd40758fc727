using Aggregator.Storage;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Storage;

public sealed class PostgresArticleNumbersTests : IDisposable
{
    private readonly PostgresTestDatabase _server = new();

    [Fact]
    public void What_is_left_of_a_block_serves_the_next_transaction()
    {
        var first = Take(commits: true);
        Assert.Equal(first + 1, Take(commits: true));
    }

    [Fact]
    public void A_block_of_a_transaction_that_was_not_committed_is_not_used_any_more()
    {
        var lost = Take(commits: false);
        Assert.NotInRange(Take(commits: true), lost, lost + 999);
    }

    [Fact]
    public void Nor_is_what_was_left_before_it()
    {
        var first = Take(commits: true);
        Take(commits: false);
        Assert.NotInRange(Take(commits: true), first, first + 999);
    }

    public void Dispose() => _server.Dispose();

    private long Take(bool commits)
    {
        using var connection = _server.Database.Open();
        using var transaction = connection.BeginTransaction();
        var counters = new Counters(_server.Database, connection, transaction);
        var number = counters.NextArticle();
        counters.TakeChanges(1);
        if (commits)
        {
            transaction.Commit();
            counters.Committed();
        }
        return number;
    }
}
