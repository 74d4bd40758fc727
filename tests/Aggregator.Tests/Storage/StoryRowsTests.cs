using Aggregator.Configuration;
using Aggregator.Normalizing;
using Aggregator.Storage;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Deduplicating.Stories;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Storage;

public sealed class StoryRowsOnSqlite() : StoryRowsTests(new SqliteTestDatabase());

public sealed class StoryRowsOnPostgres() : StoryRowsTests(new PostgresTestDatabase());

public abstract class StoryRowsTests(TestDatabase file) : IDisposable
{
    private static readonly DateTimeOffset Noon = TestPolls.Noon;
    private readonly TestDatabase _file = file;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Stories_are_those_of_one_article_after_the_other_however_they_are_batched(int batch)
    {
        var articles = LabelledSet.Generate(Script.Latin, 42, 25);
        var teller = new StoryTeller();
        teller.Tell(articles.Select(a => (a.Feed, a.Title, a.Body)));
        var feeds = Enumerable.Range(1, (int)articles.Max(a => a.Feed)).Select(i => $"https://{i}.example/feed").ToArray();
        await using var harness = new WriterHarness(_file, feeds);

        for (var start = 0; start < articles.Count; start += batch)
        {
            // Articles have numbers in the order in which they are written: the next one comes when this one has its place in the queue.
            var polls = new List<Task<StoredPoll>>();
            foreach (var (a, i) in articles.Skip(start).Take(batch).Select((a, i) => (a, start + i)))
            {
                polls.Add(await harness.Writer.EnqueueAsync(
                    TestPolls.Poll(harness.Claim(a.Feed), Noon.AddSeconds(i), Drafts.Draft($"{i}", $"{a.Feed}.example/{i}", a.Title, a.Body, Noon.AddSeconds(i)))));
            }
            Assert.All(await Task.WhenAll(polls), poll => Assert.Null(poll.Failure));
        }

        Assert.Equal(teller.Stories, Enumerable.Range(1, articles.Count).Select(StoryOf));
        Assert.Equal(0, _file.Scalar<int>("SELECT COUNT(*) FROM stories s WHERE members <> (SELECT COUNT(*) FROM story_members m WHERE m.story_id = s.id)"));
        Assert.Equal(0, _file.Scalar<int>(
            "SELECT COUNT(*) FROM stories s WHERE representative_id <> (SELECT a.id FROM story_members m JOIN articles a ON a.id = m.article_id WHERE m.story_id = s.id ORDER BY a.published_at, a.id LIMIT 1)"));
    }

    [Fact]
    public async Task Merged_stories_are_a_change_in_the_stream()
    {
        var halves = Enumerable.Range(0, 2).Select(i => new ReportWriter(Script.Cyrillic, 7 + i)).Select(w => string.Concat(w.Paragraphs(w.Topic(), 4).Select(p => $"<p>{p}</p>"))).ToArray();
        await using var harness = new WriterHarness(_file, "https://1.example/", "https://2.example/", "https://3.example/", "https://4.example/", "https://5.example/");
        string[] bodies = [halves[0], halves[0], halves[1], halves[1], halves[0] + halves[1]];
        for (var i = 0; i < bodies.Length; i++)
            await harness.Write(TestPolls.Poll(harness.Claim(i + 1), Noon.AddMinutes(i), Draft(i, bodies[i])));

        Assert.Equal("""6 merged {"story":3,"into":1}""", _file.Scalar<string>("SELECT number || ' ' || kind || ' ' || detail FROM changes WHERE kind = 'merged'"));
        Assert.Equal("1 5", _file.Joined("SELECT id || ' ' || members FROM stories"));
    }

    [Fact]
    public async Task A_story_is_found_though_the_daemon_was_started_again_after_its_first_article()
    {
        var writer = new ReportWriter(Script.Latin, 8);
        var body = string.Concat(writer.Paragraphs(writer.Topic(), 4).Select(p => $"<p>{p}</p>"));
        await using (var before = new WriterHarness(_file, "https://1.example/", "https://2.example/"))
            await before.Write(TestPolls.Poll(before.Claim(1), Noon, Draft(0, body)));
        await using var harness = new WriterHarness(_file, _file.Another(), new PollingOptions(), "https://1.example/", "https://2.example/");
        await harness.Write(TestPolls.Poll(harness.Claim(2), Noon.AddMinutes(1), Draft(1, body)));
        Assert.Equal("1 2", _file.Joined("SELECT id || ' ' || members FROM stories"));
        Assert.Equal(2, _file.Scalar<int>("SELECT COUNT(*) FROM (SELECT article_id FROM story_bands UNION SELECT article_id FROM story_journal) AS noted"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Articles_with_and_without_a_story_are_read_together_in_any_order(int alone)
    {
        string[] bodies = [.. Enumerable.Range(0, 3).Select(i => new ReportWriter(Script.Latin, i == alone ? 9 : 8)).Select(w => string.Concat(w.Paragraphs(w.Topic(), 4).Select(p => $"<p>{p}</p>")))];
        await using var harness = new WriterHarness(_file, "https://1.example/", "https://2.example/", "https://3.example/");
        for (var i = 0; i < bodies.Length; i++)
            await harness.Write(TestPolls.Poll(harness.Claim(i + 1), Noon.AddMinutes(i), Draft(i, bodies[i])));

        var store = new ArticleStore(_file.Database);
        foreach (var articles in new[] { store.ByIds([1, 2, 3]), store.Newest(new ArticleFilter()) })
            Assert.Equal([.. Enumerable.Range(0, 3).Select(i => i != alone)], articles.OrderBy(a => a.Id).Select(a => a.StoryScore > 0));
    }

    public void Dispose()
    {
        _file.Dispose();
        GC.SuppressFinalize(this);
    }

    private static ArticleDraft Draft(int number, string body) => Drafts.Draft($"{number}", $"{number}.example/a", $"Headline {number}", body);

    private long? StoryOf(int article) => _file.Scalar<long>($"SELECT COALESCE((SELECT story_id FROM story_members WHERE article_id = {article}), 0)") is not 0 and var story ? story : null;
}
