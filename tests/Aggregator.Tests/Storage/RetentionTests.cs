using Aggregator.Configuration;
using Aggregator.Normalizing;
using Aggregator.Storage.Keeping;
using Aggregator.Storage.Stories;
using Aggregator.Tests.Deduplicating;

namespace Aggregator.Tests.Storage;

public sealed class RetentionTests : IDisposable
{
    private const string One = "https://one.example/feed";
    private const string Two = "https://two.example/feed";
    private static readonly DateTimeOffset Noon = TestPolls.Noon;
    private readonly TestDatabase _file = new();

    [Fact]
    public async Task What_is_old_goes_with_all_that_hangs_on_it_and_consumers_are_told()
    {
        await using var harness = new WriterHarness(_file, One);
        await harness.Write(TestPolls.Poll(harness.Claim(1), Noon.AddDays(-40), Article(1), Article(2)));
        await harness.Write(TestPolls.Poll(harness.Claim(1), Noon, Article(3)));
        Assert.Equal(2, Purge(new RetentionOptions { MaxAge = TimeSpan.FromDays(30) }));

        Assert.Equal("3", _file.Scalar<string>("SELECT GROUP_CONCAT(id) FROM articles"));
        Assert.Equal("4 removed 1,5 removed 2", _file.Scalar<string>("SELECT GROUP_CONCAT(number || ' ' || kind || ' ' || article_id) FROM changes WHERE kind = 'removed'"));
        Assert.Equal(5, _file.Scalar<int>("SELECT value FROM counters WHERE name = 'changes'"));
        Assert.All(DatabaseDoctor.Examine(_file.FilePath), finding => Assert.Null(finding.Problem));
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
        Assert.Equal("2", _file.Scalar<string>("SELECT GROUP_CONCAT(id) FROM articles"));
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
        Assert.Equal(51, _file.Scalar<int>("SELECT COUNT(*) FROM article_search_docsize"));
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
    public async Task The_file_shrinks_below_its_limit()
    {
        await using var harness = new WriterHarness(_file, One);
        var text = string.Join(' ', Enumerable.Range(0, 2000));
        for (var i = 0; i < 12; i++)
            await harness.Write(TestPolls.Poll(harness.Claim(1), Noon.AddMinutes(i), [.. Enumerable.Range(i * 50, 50).Select(n => Drafts.Draft($"{n}", $"one.example/{n}", $"Title {n}", $"{text} {n}"))]));
        Assert.InRange(Purge(new RetentionOptions { MaxMegabytes = 4 }), 100, 550);
        Assert.InRange(_file.Scalar<long>("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"), 1, 14_000_000);
        Assert.Equal("ok", _file.Scalar<string>("PRAGMA integrity_check"));
    }

    [Fact]
    public async Task The_story_index_forgets_what_nobody_looks_up()
    {
        await using var harness = new WriterHarness(_file, One);
        await harness.Write(TestPolls.Poll(harness.Claim(1), Noon.AddDays(-90), Article(1)));
        await harness.Write(TestPolls.Poll(harness.Claim(1), Noon, Article(2)));
        Assert.True(new StoryIndexCut(_file.Database).Cut(Noon, TestContext.Current.CancellationToken) > 0);
        Assert.Equal("2", _file.Scalar<string>("SELECT GROUP_CONCAT(DISTINCT article_id) FROM story_bands"));
    }

    public void Dispose() => _file.Dispose();

    private int Purge(RetentionOptions options) => new RetentionStore(_file.Database, options).Purge(Noon, TestContext.Current.CancellationToken);

    private static ArticleDraft Article(int number) => Drafts.Draft($"{number}", $"one.example/{number}", $"Title number {number}");
}
