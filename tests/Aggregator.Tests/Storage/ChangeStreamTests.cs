using Aggregator.Configuration;
using Aggregator.Storage;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Storage.Databases;
using Dapper;

namespace Aggregator.Tests.Storage;

public sealed class ChangeStreamOnSqlite() : ChangeStreamTests(new SqliteTestDatabase());

public sealed class ChangeStreamOnPostgres() : ChangeStreamTests(new PostgresTestDatabase())
{
    [Fact]
    public async Task A_number_is_taken_only_when_the_one_before_is_committed_or_free_again()
    {
        var (first, second) = (File.Database.Open(), File.Database.Open());
        await using (first)
        await using (second)
        {
            await using var early = await first.BeginTransactionAsync(TestContext.Current.CancellationToken);
            Assert.Equal(1, new Counters(File.Database, first, early).TakeChanges(2));
            var waiting = Task.Run(
                () =>
                {
                    using var late = second.BeginTransaction();
                    var number = new Counters(File.Database, second, late).TakeChanges(1);
                    late.Commit();
                    return number;
                },
                TestContext.Current.CancellationToken);
            await early.RollbackAsync(TestContext.Current.CancellationToken);
            Assert.Equal(1, await waiting);
        }
    }

    /// <summary>Why numbers do not come from a sequence: what commits late has an early number then, and whoever reads by cursor never sees it.</summary>
    [Fact]
    public void A_reader_of_numbers_from_a_sequence_would_miss_a_change()
    {
        File.Execute("CREATE SEQUENCE naive; CREATE TABLE naive_changes (number BIGINT PRIMARY KEY DEFAULT nextval('naive'))");
        using var reader = File.Database.Open();
        using var slow = File.Database.Open();
        using var fast = File.Database.Open();
        using var slowly = slow.BeginTransaction();
        slow.Execute("INSERT INTO naive_changes DEFAULT VALUES", transaction: slowly);
        fast.Execute("INSERT INTO naive_changes DEFAULT VALUES");
        var cursor = reader.ExecuteScalar<long>("SELECT MAX(number) FROM naive_changes");
        slowly.Commit();
        Assert.Equal(0, reader.ExecuteScalar<int>("SELECT COUNT(*) FROM naive_changes WHERE number > @cursor", new { cursor }));
        Assert.Equal(2, reader.ExecuteScalar<int>("SELECT COUNT(*) FROM naive_changes"));
    }
}

public abstract class ChangeStreamTests(TestDatabase file) : IDisposable
{
    private const int Daemons = 4;
    private const int PollsEach = 25;

    private protected TestDatabase File { get; } = file;

    [Fact]
    public async Task A_reader_by_cursor_sees_every_change_once_and_in_order_while_several_daemons_write()
    {
        var urls = Enumerable.Range(0, Daemons).Select(i => $"https://{i}.example/feed").ToArray();
        using var end = new CancellationTokenSource();
        var reading = Task.Run(() => Read(end.Token), TestContext.Current.CancellationToken);
        await Task.WhenAll(Enumerable.Range(0, Daemons).Select(daemon => Task.Run(() => WriteAsync(daemon, urls))));
        await end.CancelAsync();
        var seen = await reading;

        // Every fifth entry is in all feeds: whoever comes first creates the article.
        const int articles = (PollsEach * 4 / 5 * Daemons) + (PollsEach / 5);
        Assert.Equal(articles, File.Scalar<int>("SELECT COUNT(*) FROM articles"));
        Assert.Equal(articles, File.Scalar<int>("SELECT COUNT(DISTINCT url) FROM articles"));
        Assert.Equal(Enumerable.Range(1, articles).Select(number => (long)number), seen);
        Assert.Equal(articles, File.Scalar<int>("SELECT COUNT(DISTINCT article_id) FROM changes"));
    }

    public void Dispose()
    {
        File.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task WriteAsync(int daemon, string[] urls)
    {
        await using var harness = new WriterHarness(File, File.Another(), new PollingOptions(), urls);
        var feed = harness.Claim(daemon + 1);
        await Task.WhenAll(Enumerable.Range(0, PollsEach).Select(i =>
        {
            var link = i % 5 == 0 ? $"shared.example/{i}" : $"{daemon}.example/{i}";
            return harness.Write(TestPolls.Poll(feed, TestPolls.Noon.AddMinutes(i), Drafts.Draft(link, link, $"Title of {link}")));
        }));
    }

    /// <summary>All numbers, as a consumer reads them that starts early and always goes on behind the last one.</summary>
    private List<long> Read(CancellationToken end)
    {
        var seen = new List<long> { 0 };
        using var connection = File.Another().Open();
        while (true)
        {
            var last = end.IsCancellationRequested;
            seen.AddRange(connection.Query<long>("SELECT number FROM changes WHERE number > @cursor ORDER BY number LIMIT 7", new { cursor = seen[^1] }));
            if (last && connection.ExecuteScalar<long>("SELECT COALESCE(MAX(number), 0) FROM changes") == seen[^1])
                return seen[1..];
        }
    }
}
