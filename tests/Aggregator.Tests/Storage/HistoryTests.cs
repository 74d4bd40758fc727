using Aggregator.Configuration;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Aggregator.Storage.Edits;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Storage;

public sealed class HistoryOnSqlite() : HistoryTests(new SqliteTestDatabase());

public sealed class HistoryOnPostgres() : HistoryTests(new PostgresTestDatabase());

public abstract class HistoryTests(TestDatabase file) : IDisposable
{
    private static readonly DateTimeOffset Noon = TestPolls.Noon;
    private readonly TestDatabase _file = file;

    [Fact]
    public async Task A_headline_that_lost_its_quotation_marks_an_hour_later_is_one_article_with_one_revision_of_the_first_time()
    {
        const string Body = "<p>The minister told parliament on Friday that talks on grain had brought first signs of an agreement.</p>";
        await using var harness = new WriterHarness(_file, "https://one.example/feed");
        await harness.Write(TestPolls.Poll(harness.Claim(1), Noon, Drafts.Draft("g", "one.example/g", "Minister tells parliament of “first signs” of an agreement", Body, Noon.AddHours(-2))));
        await harness.Write(TestPolls.Poll(harness.Claim(1), Noon.AddHours(1), Drafts.Draft("g", "one.example/g", "Minister tells parliament of first signs of an agreement", Body, Noon.AddHours(-1))));

        var texts = new HistoryStore(_file.Database).Read(1);
        Assert.Equal(["Minister tells parliament of “first signs” of an agreement", "Minister tells parliament of first signs of an agreement"], texts.Select(t => t.Title));
        Assert.Equal(["title", null], texts.Select(t => t.Significance));
        Assert.Equal([Body, Body], texts.Select(t => t.Content));
        Assert.Equal(1, _file.Scalar<int>("SELECT COUNT(*) FROM articles"));
        Assert.Equal(Noon.AddHours(-2).ToUnixTimeMilliseconds(), _file.Scalar<long>("SELECT published_at FROM articles"));
    }

    [Fact]
    public async Task Every_earlier_text_can_be_read_and_the_oldest_go()
    {
        await using var harness = new WriterHarness(_file, "https://one.example/feed");
        for (var i = 0; i < 30; i++)
            await harness.Write(TestPolls.Poll(harness.Claim(1), Noon.AddMinutes(i), Drafts.Draft("g", "one.example/g", $"Title {i}", $"<p>The committee met for the {i}th time, and again nothing was agreed upon.</p>")));
        var texts = new HistoryStore(_file.Database).Read(1);
        Assert.Equal(Enumerable.Range(30 - 1 - new StorageOptions().RevisionsKept, new StorageOptions().RevisionsKept + 1).Select(i => $"<p>The committee met for the {i}th time, and again nothing was agreed upon.</p>"), texts.Select(t => t.Content));
        Assert.Equal(30, texts[^1].Revision);
    }

    [Fact]
    public async Task Noise_is_taken_over_without_a_revision_and_without_a_change()
    {
        await using var harness = new WriterHarness(_file, "https://one.example/feed");
        await harness.Write(TestPolls.Poll(harness.Claim(1), Noon, Drafts.Draft("g", "one.example/g", "Title", "<p>A text. 3 comments</p>")));
        var again = await harness.Write(TestPolls.Poll(harness.Claim(1), Noon.AddHours(1), Drafts.Draft("g", "one.example/g", "Title", "<p>A text. 7 comments</p>")));
        Assert.Equal((0, 0, 1), (again.Created, again.Updated, again.Known));
        Assert.Equal("<p>A text. 7 comments</p> 1 1", _file.Scalar<string>("SELECT content || ' ' || revision || ' ' || noise_edits FROM articles"));
        Assert.Equal(1, _file.Scalar<int>("SELECT COUNT(*) FROM changes"));
    }

    [Fact]
    public void Revisions_of_an_earlier_version_are_read_as_they_were()
    {
        new CatalogStore(_file.Database, new PollingOptions(), CronSchedule.Reader).Apply(TestPolls.Catalog("https://one.example/feed"), Noon);
        _file.Execute("INSERT INTO articles (id, feed_id, title, content, authors, categories, enclosures, published_at, dated, seen_at, changed_at, revision, content_fingerprint, revision_fingerprint) VALUES (1, 1, 'B', 'b', '[]', '[]', '[]', 0, 1, 0, 0, 2, unhex('00'), unhex('00'))");
        _file.Execute("INSERT INTO revisions (article_id, revision, replaced_at, title, content, authors, categories, enclosures) VALUES (1, 1, 0, 'A', 'a', '[]', '[]', '[]')");
        Assert.Equal(["a", "b"], new HistoryStore(_file.Database).Read(1).Select(t => t.Content));
        Assert.Empty(new HistoryStore(_file.Database).Read(2));
    }

    public void Dispose()
    {
        _file.Dispose();
        GC.SuppressFinalize(this);
    }
}
