using Aggregator.Configuration;
using Aggregator.Normalizing;
using Aggregator.Outputs.FullText;
using Aggregator.Polling;
using Aggregator.Polling.Adaptive;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Aggregator.Storage.Deliveries;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Fetching;
using Aggregator.Tests.Storage;
using Aggregator.Tests.Storage.Databases;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Aggregator.Tests.Outputs.FullText;

public sealed class FullTextWorkerOnSqlite() : FullTextWorkerTests(new SqliteTestDatabase());

public sealed class FullTextWorkerOnPostgres() : FullTextWorkerTests(new PostgresTestDatabase());

public abstract class FullTextWorkerTests(TestDatabase file) : IAsyncLifetime
{
    private const string Wanting = "https://a.example/feed";
    private const string Other = "https://b.example/feed";
    private const string Paragraph =
        "The harbour was quiet that morning, and those who had come to see the ships leave stood about in small groups, talking of the weather and of prices.";

    private readonly FakeTimeProvider _time = new(TestPolls.Noon);
    private readonly FetcherUnderTest _fetcher = new();
    private readonly PollingOptions _polling = new() { HostDelay = TimeSpan.Zero, HostPollsPerMinute = 0 };
    private readonly List<HttpRequest> _requests = [];
    private readonly List<string> _asked = [];
    private RequestDelegate _answer = Page;
    private KestrelOrigin _origin = null!;
    private FullTextStore _store = null!;
    private FullTextWorker _worker = null!;

    public async ValueTask InitializeAsync()
    {
        _origin = await KestrelOrigin.StartAsync(context =>
        {
            _asked.Add(context.Request.Path);
            return _answer(context);
        });
        _store = new FullTextStore(file.Database);
        _worker = Worker(Catalog());
        _store.Begin();
    }

    public async ValueTask DisposeAsync()
    {
        _worker.Dispose();
        await _origin.DisposeAsync();
        _fetcher.Dispose();
        file.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Both_texts_are_kept_and_consumers_are_told_once()
    {
        await PublishAsync(Wanting, "one", "two");
        _time.Advance(TimeSpan.FromMinutes(1));
        await WorkAsync();
        var articles = new ArticleStore(file.Database).ByIds([1, 2]).OrderBy(a => a.Id).ToList();
        Assert.All(articles, article =>
        {
            Assert.Equal($"The story of {article.Title}.", article.Content);
            Assert.Contains(Paragraph, article.FullText, StringComparison.Ordinal);
            Assert.Equal(TestPolls.Noon.AddMinutes(1), article.ChangedAt);
        });
        Assert.Equal(["/one", "/two"], _asked.Order());
        Assert.Equal("created,created,updated,updated", file.Joined("SELECT kind FROM changes ORDER BY number"));
        Assert.Equal(2, file.Scalar<int>("SELECT COUNT(*) FROM changes WHERE detail IS NOT NULL"));
        await WorkAsync();
        Assert.Equal(2, _asked.Count);
    }

    [Fact]
    public async Task Pages_of_feeds_that_do_not_want_it_are_left_alone_and_so_are_articles_from_before()
    {
        await PublishAsync(Other, "one");
        await WorkAsync();
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task An_edited_article_has_its_page_read_again()
    {
        await PublishAsync(Wanting, "one");
        await WorkAsync();
        await PublishAsync(Wanting, [Draft("one", "Another text of it altogether, with new words in every place that counts.")]);
        _answer = context => context.Response.WriteAsync(Html($"<p>As it is now: {Paragraph}</p><p>{Paragraph}</p>"));
        await WorkAsync();
        Assert.Equal(["/one", "/one"], _asked);
        Assert.Contains("As it is now", Assert.Single(new ArticleStore(file.Database).ByIds([1])).FullText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_not_there_is_not_asked_for_again()
    {
        _answer = context =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        };
        await PublishAsync(Wanting, "one");
        await WorkAsync();
        _time.Advance(TimeSpan.FromDays(3));
        await WorkAsync();
        Assert.Single(_asked);
        Assert.Contains("404", file.Joined("SELECT reason FROM full_texts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_asks_to_be_left_alone_is_and_polls_know_it_too()
    {
        _answer = context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "3600";
            return Task.CompletedTask;
        };
        await PublishAsync(Wanting, "one", "two");
        await WorkAsync();
        Assert.Single(_asked);
        Assert.Equal(1, file.Scalar<int>("SELECT held FROM hosts WHERE host LIKE '127.0.0.2:%'"));
        Assert.Equal(TestPolls.Noon.AddHours(1).ToUnixTimeMilliseconds(), file.Scalar<long>("SELECT not_before FROM hosts WHERE host LIKE '127.0.0.2:%'"));
        _answer = Page;
        _time.Advance(TimeSpan.FromMinutes(59));
        await WorkAsync();
        Assert.Single(_asked);
        _time.Advance(TimeSpan.FromMinutes(2));
        await WorkAsync();
        Assert.Equal(3, _asked.Count);
        Assert.Equal(2, file.Scalar<int>("SELECT COUNT(*) FROM full_texts WHERE content IS NOT NULL"));
    }

    [Fact]
    public async Task Tries_end()
    {
        _answer = context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        await PublishAsync(Wanting, "one");
        for (var i = 0; i < 10; i++)
        {
            await WorkAsync();
            _time.Advance(TimeSpan.FromDays(1));
        }
        Assert.Equal(5, _asked.Count);
    }

    [Theory]
    [InlineData("application/pdf", "not HTML")]
    [InlineData("text/html", "No article|too short")]
    public async Task What_is_no_article_is_told_and_the_feeds_text_stays(string type, string reason)
    {
        _answer = context =>
        {
            context.Response.ContentType = type;
            return context.Response.WriteAsync("<p>Log in.</p>");
        };
        await PublishAsync(Wanting, "one");
        await WorkAsync();
        var article = Assert.Single(new ArticleStore(file.Database).ByIds([1]));
        Assert.Null(article.FullText);
        Assert.NotNull(article.Content);
        Assert.Matches(reason, file.Joined("SELECT reason FROM full_texts"));
    }

    [Fact]
    public async Task Of_one_host_a_single_page_is_under_way()
    {
        var gate = new TaskCompletionSource();
        _answer = async context =>
        {
            await gate.Task;
            await Page(context);
        };
        await PublishAsync(Wanting, "one", "two");
        Assert.Equal(1, _worker.Step(TestContext.Current.CancellationToken));
        Assert.Equal(0, _worker.Step(TestContext.Current.CancellationToken));
        gate.SetResult();
        await WorkAsync();
        Assert.Equal(2, _asked.Count);
    }

    [Fact]
    public async Task Credentials_of_a_feed_do_not_go_to_pages_elsewhere()
    {
        _answer = context =>
        {
            _requests.Add(context.Request);
            Assert.False(context.Request.Headers.ContainsKey("Authorization"));
            Assert.False(context.Request.Headers.ContainsKey("X-Key"));
            Assert.StartsWith("text/html", context.Request.Headers.Accept.ToString(), StringComparison.Ordinal);
            return Page(context);
        };
        using var worker = Worker(new Catalog([TestPolls.Definition(Wanting) with
        {
            FullText = true, Authorization = "Bearer secret", Headers = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("X-Key", "secret"),
        }]));
        await PublishAsync(Wanting, "one");
        worker.Step(TestContext.Current.CancellationToken);
        await worker.DrainAsync();
        Assert.Single(_requests);
        Assert.Equal(1, file.Scalar<int>("SELECT COUNT(*) FROM full_texts WHERE content IS NOT NULL"));
    }

    [Fact]
    public async Task An_internal_address_is_not_asked()
    {
        using var canary = new Canary();
        await PublishAsync(Wanting, [Drafts.Draft("x", "x", "X") with { Url = canary.Url }]);
        await WorkAsync();
        canary.AssertSilent();
        Assert.Contains("not a public address", file.Joined("SELECT reason FROM full_texts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_article_takes_its_text_along()
    {
        await PublishAsync(Wanting, "one");
        await WorkAsync();
        file.Execute("DELETE FROM article_sources; DELETE FROM story_members; DELETE FROM articles");
        file.Execute("INSERT INTO changes (number, kind, article_id, feed_id, revision, at) SELECT MAX(number) + 1, 'removed', 1, 1, 1, 0 FROM changes");
        await WorkAsync();
        Assert.Equal(0, file.Scalar<int>("SELECT COUNT(*) FROM full_texts"));
    }

    private static Task Page(HttpContext context) => context.Response.WriteAsync(Html($"<p>{Paragraph}</p><p>{Paragraph}</p>"));

    private static string Html(string body) => $"<html><head><title>T</title></head><body><article><h1>T</h1>{body}</article></body></html>";

    private static Catalog Catalog() => new([TestPolls.Definition(Wanting) with { FullText = true }, TestPolls.Definition(Other)]);

    private ArticleDraft Draft(string name, string? text = null) => Drafts.Draft(name, $"a.example/{name}", name, text) with { Url = $"http://127.0.0.2:{_origin.Port}/{name}" };

    private FullTextWorker Worker(Catalog catalog)
    {
        var budgets = new HostBudgets(_polling);
        var visitor = new PageVisitor(
            _fetcher.Fetcher.FetchAsync, new HostLanes(budgets, _time), budgets, Planner(), _store, new PageRule(new FullTextOptions(), _polling), new FullTextOptions(), _time,
            NullLogger<PageVisitor>.Instance);
        return new FullTextWorker(_store, new FeedClaims(file.Database), visitor, new CatalogSource(catalog, _time), new FullTextOptions(), _time, NullLogger<FullTextWorker>.Instance);
    }

    private PollPlanner Planner() => new(_polling, CronSchedule.Reader, new PollPrice(_polling));

    /// <summary>Looks again and again until nothing is begun any more.</summary>
    private async Task WorkAsync()
    {
        do
        {
            await _worker.DrainAsync();
        }
        while (_worker.Step(TestContext.Current.CancellationToken) > 0);
        await _worker.DrainAsync();
    }

    private Task PublishAsync(string feed, params string[] names) => PublishAsync(feed, [.. names.Select(name => Draft(name))]);

    private async Task PublishAsync(string feed, ArticleDraft[] drafts)
    {
        await using var harness = new WriterHarness(file, Wanting, Other);
        await harness.Write(TestPolls.Poll(harness.Claim(feed == Wanting ? 1 : 2), TestPolls.Noon, drafts));
    }
}
