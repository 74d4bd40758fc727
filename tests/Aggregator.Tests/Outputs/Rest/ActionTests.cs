using Aggregator.Storage;
using Aggregator.Storage.Access;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Deduplicating.Stories;
using Aggregator.Tests.Storage;
using Aggregator.Tests.Storage.Databases;
using Microsoft.Extensions.DependencyInjection;
using Aggregator.Configuration;
using Aggregator.Scheduling;

namespace Aggregator.Tests.Outputs.Rest;

public sealed class ActionsOnSqlite() : ActionTests(new SqliteTestDatabase());

public sealed class ActionsOnPostgres() : ActionTests(new PostgresTestDatabase());

public abstract class ActionTests(TestDatabase file) : IAsyncLifetime
{
    private static readonly string[] Urls = ["https://one.example/feed", "https://two.example/feed"];
    private ApiServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ApiServer.StartAsync(file, Urls);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        file.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_paused_feed_is_not_polled_whatever_becomes_of_its_list_until_it_is_resumed()
    {
        var key = _server.AddKey("ops", KeyScope.Write);
        Assert.Equal(200, await PostAsync("/feeds/1/pause", key));
        Assert.Equal([2L], new FeedStore(file.Database).ActiveIds(null));
        Assert.DoesNotContain(new FeedClaims(file.Database).ClaimDue(TestPolls.Noon.AddDays(1), 10, 10), feed => feed.Id == 1);
        Apply(TestPolls.Definition(Urls[0]) with { Title = "Edited" }, TestPolls.Definition(Urls[1]));
        Assert.Equal([2L], new FeedStore(file.Database).ActiveIds(null));
        var feed = new FeedStore(file.Database).List(TestPolls.Noon).Single(one => one.Id == 1);
        Assert.Equal((FeedHealth.Paused, _server.Time.GetUtcNow()), (feed.Health, FeedHealth.Since(feed)));
        Assert.Contains("ops", FeedHealth.Why(feed), StringComparison.Ordinal);
        Assert.Contains(_server.Log.Lines, line => line.Contains("ops", StringComparison.Ordinal) && line.Contains("one.example", StringComparison.Ordinal) && line.Contains("paused", StringComparison.Ordinal));
        Assert.DoesNotContain(_server.Log.Lines, line => line.Contains(key, StringComparison.Ordinal));

        Assert.Equal(409, await PostAsync("/feeds/1/poll", key));
        Assert.Equal(200, await PostAsync("/feeds/1/resume", key));
        Assert.Equal(2, new FeedStore(file.Database).ActiveIds(null).Count);
    }

    [Fact]
    public async Task What_its_list_disables_is_not_resumed()
    {
        Apply(TestPolls.Definition(Urls[0]) with { Enabled = false }, TestPolls.Definition(Urls[1]));
        Assert.Equal(409, await PostAsync("/feeds/1/resume", null));
        Assert.Equal(200, await PostAsync("/feeds/1/pause", null));
        Assert.Equal(409, await PostAsync("/feeds/1/resume", null));
        Assert.Equal([2L], new FeedStore(file.Database).ActiveIds(null));
        Apply(TestPolls.Definition(Urls[0]), TestPolls.Definition(Urls[1]));
        Assert.Equal(2, new FeedStore(file.Database).ActiveIds(null).Count);
    }

    [Fact]
    public async Task A_poll_that_is_asked_for_begins_or_is_under_way()
    {
        Assert.Equal(200, await PostAsync("/feeds/1/poll", null));
        var claims = _server.Services.GetRequiredService<FeedClaims>();
        Assert.True(claims.IsClaimed(1));
        Assert.Equal(200, await PostAsync("/feeds/1/poll", null));
        Assert.False(claims.IsClaimed(2));
    }

    [Fact]
    public async Task A_merge_is_undone_and_listeners_are_told()
    {
        await _server.PollAsync(1, TestPolls.Noon, Drafts.Draft("a", "one.example/a", "Title"));
        await _server.PollAsync(2, TestPolls.Noon, Drafts.Draft("a", "one.example/a", "Title"));
        var before = (await _server.GetAsync("/changes")).GetProperty("cursor").GetInt64();
        using var answer = await _server.SendAsync("POST", "/articles/1/split", "{\"feed\": 2}");
        Assert.Equal(200, (int)answer.StatusCode);
        var article = (await ApiServer.JsonAsync(answer)).GetProperty("article").GetInt64();
        Assert.NotEqual(1, article);
        var change = Assert.Single((await _server.GetAsync($"/changes?after={before}")).GetProperty("changes").EnumerateArray());
        Assert.Equal(("created", article), (change.GetProperty("kind").GetString(), change.GetProperty("articleId").GetInt64()));
        Assert.Equal(article, Assert.Single((await _server.GetAsync("/articles?feed=2")).GetProperty("articles").EnumerateArray()).GetProperty("id").GetInt64());
        using var again = await _server.SendAsync("POST", "/articles/1/split", "{\"feed\": 2}");
        Assert.Equal(409, (int)again.StatusCode);
    }

    [Fact]
    public async Task An_article_leaves_its_story_and_listeners_are_told()
    {
        var writer = new ReportWriter(Script.Latin, 8);
        var body = string.Concat(writer.Paragraphs(writer.Topic(), 4).Select(p => $"<p>{p}</p>"));
        await _server.PollAsync(1, TestPolls.Noon, Drafts.Draft("a", "one.example/a", "Title", body));
        await _server.PollAsync(2, TestPolls.Noon, Drafts.Draft("b", "two.example/b", "Another title", body));
        Assert.Equal(2, (await _server.GetAsync("/stories/1")).GetProperty("members").GetArrayLength());
        var before = (await _server.GetAsync("/changes")).GetProperty("cursor").GetInt64();
        Assert.Equal(200, await PostAsync("/articles/2/separate", null));
        var change = Assert.Single((await _server.GetAsync($"/changes?after={before}")).GetProperty("changes").EnumerateArray());
        Assert.Equal(("updated", 2L, 1L), (change.GetProperty("kind").GetString(), change.GetProperty("articleId").GetInt64(), change.GetProperty("detail").GetProperty("separatedFrom").GetInt64()));
        using var story = await _server.SendAsync("GET", "/stories/1");
        Assert.Equal(404, (int)story.StatusCode);
        Assert.Equal(409, await PostAsync("/articles/2/separate", null));
    }

    [Theory]
    [InlineData("{}", 400)]
    [InlineData("{\"feed\": 1", 400)]
    [InlineData("{\"feed\": \"one\"}", 400)]
    [InlineData("{\"feed\": 1, \"all\": true}", 400)]
    [InlineData("null", 400)]
    public async Task A_wrong_wish_is_refused(string wish, int status)
    {
        using var answer = await _server.SendAsync("POST", "/articles/1/split", wish);
        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Theory]
    [InlineData("/feeds/1/poll")]
    [InlineData("/feeds/1/pause")]
    [InlineData("/feeds/1/resume")]
    [InlineData("/articles/1/split")]
    [InlineData("/articles/1/separate")]
    public async Task Who_may_only_read_may_do_nothing(string path)
    {
        var key = _server.AddKey("reader", KeyScope.Read);
        Assert.Equal(403, await PostAsync(path, key));
        Assert.Equal(401, await PostAsync(path, null));
        Assert.Equal(2, new FeedStore(file.Database).ActiveIds(null).Count);
    }

    private void Apply(params FeedDefinition[] feeds) =>
        new CatalogStore(file.Database, new PollingOptions(), CronSchedule.Reader).Apply(new Catalog([.. feeds]), TestPolls.Noon);

    private async Task<int> PostAsync(string path, string? key)
    {
        using var answer = await _server.SendAsync("POST", path, null, key is null ? [] : [("X-API-Key", key)]);
        return (int)answer.StatusCode;
    }
}
