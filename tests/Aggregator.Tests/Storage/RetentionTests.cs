using Aggregator.Configuration;
using Aggregator.Normalizing;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Aggregator.Storage.Keeping;
using Aggregator.Storage.Sqlite;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Storage.Databases;
using Dapper;

namespace Aggregator.Tests.Storage;

public sealed class RetentionOnSqlite() : RetentionTests(new SqliteTestDatabase())
{
    [Fact]
    public async Task The_files_shrink()
    {
        await WriteMuchAsync();
        var before = Size();
        Purge(new RetentionOptions { MaxMegabytes = 4 });
        Assert.InRange(Size(), 1, before * 3 / 5);
        Assert.Equal("ok", File.Scalar<string>("PRAGMA integrity_check"));
    }

    private long Size()
    {
        using (var connection = File.Database.OpenForWords())
            connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        var path = ((SqliteTestDatabase)File).FilePath;
        return new FileInfo(path).Length + new FileInfo(WordsFile.PathFor(path)).Length;
    }
}

public sealed class RetentionOnPostgres() : RetentionTests(new PostgresTestDatabase());

public abstract class RetentionTests(TestDatabase file) : IDisposable
{
    private const string One = "https://one.example/feed";
    private const string Two = "https://two.example/feed";
    private const string Three = "https://three.example/feed";
    private static readonly DateTimeOffset Noon = TestPolls.Noon;
    private readonly TestDatabase _file = file;

    [Fact]
    public async Task What_is_old_goes_with_all_that_hangs_on_it_and_consumers_are_told()
    {
        await using var harness = new WriterHarness(_file, One);
        await harness.Write(TestPolls.Poll(harness.Claim(1), Noon.AddDays(-40), Article(1), Article(2)));
        await harness.Write(TestPolls.Poll(harness.Claim(1), Noon, Article(3)));
        Assert.Equal(2, Purge(new RetentionOptions { MaxAge = TimeSpan.FromDays(30) }));

        Assert.Equal("3", _file.Joined("SELECT id FROM articles ORDER BY id"));
        Assert.Equal("4 removed 1,5 removed 2", _file.Joined("SELECT number || ' ' || kind || ' ' || article_id FROM changes WHERE kind = 'removed' ORDER BY number"));
        Assert.Equal(5, _file.Scalar<int>("SELECT value FROM counters WHERE name = 'changes'"));
        Assert.All(_file.Database.Examine(), finding => Assert.Null(finding.Problem));
    }

    [Fact]
    public async Task What_a_feed_still_serves_stays()
    {
        await using var harness = new WriterHarness(_file, One);
        await harness.Write(TestPolls.Poll(harness.Claim(1), Noon.AddDays(-40), Article(1), Article(2)));
        Assert.Equal(0, Purge(new RetentionOptions { MaxAge = TimeSpan.FromDays(30), MaxArticlesPerFeed = 1, MaxMegabytes = 1 }));
        Assert.Equal(2, _file.Scalar<int>("SELECT COUNT(*) FROM articles"));
    }

    [Fact]
    public async Task What_was_removed_does_not_come_back_as_new()
    {
        await using var harness = new WriterHarness(_file, One);
        await harness.Write(TestPolls.Poll(harness.Claim(1), Noon.AddDays(-40), Article(1)));
        await harness.Write(TestPolls.Poll(harness.Claim(1), Noon, Article(2)));
        Assert.Equal(1, Purge(new RetentionOptions { MaxAge = TimeSpan.FromDays(30) }));
        var again = await harness.Write(TestPolls.Poll(harness.Claim(1), Noon.AddHours(1), Article(1), Article(2)));
        Assert.Equal((0, 0, 2), (again.Created, again.Updated, again.Known));
        var renamed = await harness.Write(TestPolls.Poll(harness.Claim(1), Noon.AddHours(2), Article(1) with { Guid = "another guid" }));
        Assert.Equal((0, 0, 1), (renamed.Created, renamed.Updated, renamed.Known));
        Assert.Equal("2", _file.Joined("SELECT id FROM articles ORDER BY id"));
    }

    [Fact]
    public async Task Of_a_crowded_feed_the_latest_stay()
    {
        await using var harness = new WriterHarness(_file, One, Two);
        await harness.Write(TestPolls.Poll(harness.Claim(1), Noon, [.. Enumerable.Range(1, 450).Select(Article)]));
        await harness.Write(TestPolls.Poll(harness.Claim(1), Noon.AddHours(1), Article(451)));
        await harness.Write(TestPolls.Poll(harness.Claim(2), Noon, Article(1000) with { Url = "https://two.example/1", CanonicalUrl = "two.example/1" }));
        Assert.Equal(401, Purge(new RetentionOptions { MaxArticlesPerFeed = 50 }));
        Assert.Equal("402 452", _file.Scalar<string>("SELECT MIN(id) || ' ' || MAX(id) FROM articles"));
        Assert.Equal(51, Indexed());
    }

    [Fact]
    public async Task What_two_crowded_feeds_have_goes_once()
    {
        await using var harness = new WriterHarness(_file, One, Two);
        foreach (var feed in (long[])[1, 2])
        {
            await harness.Write(TestPolls.Poll(harness.Claim(feed), Noon, Of(0, 1), Of(0, 2), Of(0, 3)));
            await harness.Write(TestPolls.Poll(harness.Claim(feed), Noon.AddHours(1), Of(0, 4)));
        }
        Assert.Equal(3, Purge(new RetentionOptions { MaxArticlesPerFeed = 1 }));
        Assert.Equal("0-4", Titles());
    }

    [Fact]
    public async Task A_list_may_keep_the_articles_of_a_feed_shorter_or_longer_than_the_settings()
    {
        await using var harness = new WriterHarness(_file, One, Two, Three);
        foreach (var feed in (long[])[1, 2, 3])
        {
            await harness.Write(TestPolls.Poll(harness.Claim(feed), Noon.AddDays(-40), Of(feed, 1)));
            await harness.Write(TestPolls.Poll(harness.Claim(feed), Noon.AddDays(-10), Of(feed, 2)));
            await harness.Write(TestPolls.Poll(harness.Claim(feed), Noon, Of(feed, 3)));
        }
        Apply(Listed(One) with { MaxAge = TimeSpan.FromDays(5) }, Listed(Two) with { MaxAge = TimeSpan.Zero }, Listed(Three));
        Assert.Equal(3, Purge(new RetentionOptions { MaxAge = TimeSpan.FromDays(30) }));
        Assert.Equal("1-3,2-1,2-2,2-3,3-2,3-3", Titles());

        Apply(Listed(One), Listed(Two) with { MaxArticles = 1 }, Listed(Three) with { MaxArticles = 0 });
        Assert.Equal(2, Purge(new RetentionOptions { MaxArticlesPerFeed = 1 }));
        Assert.Equal("1-3,2-3,3-2,3-3", Titles());
    }

    [Fact]
    public async Task What_two_feeds_have_stays_while_one_of_them_keeps_it()
    {
        await using var harness = new WriterHarness(_file, One, Two);
        foreach (var feed in (long[])[1, 2])
        {
            await harness.Write(TestPolls.Poll(harness.Claim(feed), Noon.AddDays(-40), Of(0, 1)));
            await harness.Write(TestPolls.Poll(harness.Claim(feed), Noon, Of(feed, 2)));
        }
        Assert.Equal("0-1,1-2,2-2", Titles());
        Apply(Listed(One) with { MaxAge = TimeSpan.FromDays(30), MaxArticles = 1 }, Listed(Two));
        Assert.Equal(0, Purge(new RetentionOptions()));
        Apply(Listed(One) with { MaxAge = TimeSpan.FromDays(30) }, Listed(Two) with { MaxAge = TimeSpan.FromDays(39) });
        Assert.Equal(1, Purge(new RetentionOptions()));
        Assert.Equal("1-2,2-2", Titles());
    }

    [Fact]
    public async Task A_story_loses_its_removed_members()
    {
        var body = string.Join(' ', Enumerable.Range(0, 60).Select(i => $"word{i * 7}"));
        await using var harness = new WriterHarness(_file, One, Two);
        await harness.Write(TestPolls.Poll(harness.Claim(1), Noon.AddDays(-31), Drafts.Draft("a", "one.example/a", "Something happened", body)));
        await harness.Write(TestPolls.Poll(harness.Claim(1), Noon.AddDays(-30), Article(5)));
        await harness.Write(TestPolls.Poll(harness.Claim(2), Noon.AddDays(-29), Drafts.Draft("b", "two.example/b", "Something happened", body)));
        Assert.Equal("1 1 2", _file.Scalar<string>("SELECT id || ' ' || representative_id || ' ' || members FROM stories"));
        Assert.Equal(1, Purge(new RetentionOptions { MaxAge = TimeSpan.FromDays(30) + TimeSpan.FromHours(12) }));
        Assert.Equal("1 3 1", _file.Scalar<string>("SELECT id || ' ' || representative_id || ' ' || members FROM stories"));
    }

    [Fact]
    public async Task The_oldest_go_until_the_store_is_below_its_limit()
    {
        await WriteMuchAsync();
        Assert.InRange(Purge(new RetentionOptions { MaxMegabytes = 4 }), 100, 550);
        using var connection = _file.Database.Open();
        Assert.InRange(_file.Database.UsedBytes(connection), 1, 5 << 20);
        Assert.All(_file.Database.Examine(), finding => Assert.Null(finding.Problem));
    }

    [Fact]
    public async Task The_story_index_forgets_what_nobody_looks_up()
    {
        await using var harness = new WriterHarness(_file, One);
        await harness.Write(TestPolls.Poll(harness.Claim(1), Noon.AddDays(-90), Article(1)));
        await harness.Write(TestPolls.Poll(harness.Claim(1), Noon, Article(2)));
        Assert.True(_file.Database.Bands.Cut(Noon, TestContext.Current.CancellationToken) > 0);
        Assert.Equal("2", _file.Joined("SELECT article_id FROM story_bands UNION SELECT article_id FROM story_journal ORDER BY article_id"));
    }

    public void Dispose()
    {
        _file.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Apply(params FeedDefinition[] feeds) =>
        new CatalogStore(_file.Database, new PollingOptions(), CronSchedule.Reader).Apply(new Catalog([.. feeds]), Noon);

    private static FeedDefinition Listed(string url) => TestPolls.Definition(url);

    private static ArticleDraft Of(long feed, int number) => Drafts.Draft($"{feed}-{number}", $"{feed}.example/{number}", $"{feed}-{number}");

    private string Titles() => _file.Joined("SELECT title FROM articles", isSorted: true);

    private long Indexed()
    {
        _file.Database.SearchBacklog.Settle();
        using var connection = _file.Database.OpenForWords();
        return _file.Database.Search.Count(connection);
    }

    private protected TestDatabase File => _file;

    private protected async Task WriteMuchAsync()
    {
        await using var harness = new WriterHarness(_file, One);
        var text = string.Join(' ', Enumerable.Range(0, 2000));
        for (var i = 0; i < 12; i++)
            await harness.Write(TestPolls.Poll(harness.Claim(1), Noon.AddMinutes(i), [.. Enumerable.Range(i * 50, 50).Select(n => Drafts.Draft($"{n}", $"one.example/{n}", $"Title {n}", $"{text} {n}"))]));
    }

    private protected int Purge(RetentionOptions options) => new RetentionStore(_file.Database, options).Purge(Noon, TestContext.Current.CancellationToken);

    private static ArticleDraft Article(int number) => Drafts.Draft($"{number}", $"one.example/{number}", $"Title number {number}");
}
