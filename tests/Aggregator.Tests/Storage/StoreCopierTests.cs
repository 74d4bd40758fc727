using Aggregator.Storage;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Storage;

public sealed class StoreCopierTests : IDisposable
{
    private const string Url = "https://one.example/feed";
    private readonly SqliteTestDatabase _file = new();
    private readonly PostgresTestDatabase _server = new();
    private readonly SqliteTestDatabase _back = new();

    [Fact]
    public async Task A_store_goes_to_the_server_and_back_and_is_the_same_and_goes_on()
    {
        await using (var writer = new WriterHarness(_file, Url, "https://two.example/feed"))
        {
            await writer.Write(TestPolls.Poll(writer.Claim(1), TestPolls.Noon, Drafts.Draft("a", "one.example/a", "Ä 🐧 \\u0041"), Drafts.Draft("b", null, "B")));
            await writer.Write(TestPolls.Poll(writer.Claim(1), TestPolls.Noon.AddHours(1), Drafts.Draft("a", "one.example/a", "Edited")));
            var elsewhere = TestPolls.Poll(writer.Claim(2), TestPolls.Noon, Drafts.Draft("c", "one.example/a", "Elsewhere"));
            await writer.Write(elsewhere with { HostHold = new HostHold("two.example:443", TestPolls.Noon.AddHours(2), true, "429") });
        }
        Copy(_file, _server);
        Copy(_server, _back);
        Assert.Equal(3, _back.Scalar<int>("SELECT value FROM counters WHERE name = 'changes'"));

        foreach (var database in new TestDatabase[] { _server, _back })
        {
            await using var writer = new WriterHarness(database, Url, "https://two.example/feed");
            var stored = await writer.Write(TestPolls.Poll(
                writer.Claim(1), TestPolls.Noon.AddHours(2), Drafts.Draft("a", "one.example/a", "Edited"), Drafts.Draft("d", "one.example/d", "New")));
            Assert.Equal((1, 0, 1), (stored.Created, stored.Updated, stored.Known));
            Assert.Equal(4, database.Scalar<int>("SELECT MAX(number) FROM changes"));
        }
    }

    [Fact]
    public void Every_table_is_copied_or_left_on_purpose()
    {
        foreach (var file in new TestDatabase[] { _file, _server })
        {
            using var connection = file.Database.Open();
            // Of an index of words SQLite lists the parts, too.
            var tables = file.Database.Tables(connection).Where(table => !table.StartsWith("article_search_", StringComparison.Ordinal) && !table.StartsWith("sqlite_", StringComparison.Ordinal));
            Assert.Empty(tables.Except(StoreCopier.Copied).Except(StoreCopier.Left));
        }
        Assert.Empty(StoreCopier.Copied.Intersect(StoreCopier.Left));
    }

    [Fact]
    public async Task A_copy_that_broke_off_goes_on_and_a_store_in_use_is_not_copied_into()
    {
        await using (var writer = new WriterHarness(_file, Url))
        {
            for (var i = 0; i < 30; i++)
                await writer.Write(TestPolls.Poll(writer.Claim(1), TestPolls.Noon.AddMinutes(i), [.. Enumerable.Range(0, 40).Select(n => Drafts.Draft($"{i}/{n}", $"one.example/{i}/{n}", $"{i} {n}"))]));
        }
        var copier = new StoreCopier(_file.Database, _server.Database);
        using var end = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => copier.Copy(
            (table, done, _) =>
            {
                if (table == "articles" && done > 0)
                    end.Cancel();
            },
            end.Token));
        Assert.Equal(500, _server.Scalar<int>("SELECT COUNT(*) FROM articles"));
        Assert.Null(copier.Refusal());
        Copy(_file, _server);
        Assert.Contains("not empty", new StoreCopier(_file.Database, _server.Database).Refusal(), StringComparison.Ordinal);
        _server.Execute("UPDATE articles SET title = 'other' WHERE id = 7");
        Assert.Equal(["articles"], copier.Verify().Where(t => !t.IsSame).Select(t => t.Table));
    }

    public void Dispose()
    {
        _file.Dispose();
        _server.Dispose();
        _back.Dispose();
    }

    private static void Copy(TestDatabase from, TestDatabase to)
    {
        var copier = new StoreCopier(from.Database, to.Database);
        Assert.Null(copier.Refusal());
        copier.Copy((_, _, _) => { }, TestContext.Current.CancellationToken);
        Assert.All(copier.Verify(), table => Assert.True(table.IsSame, table.Table));
    }
}
