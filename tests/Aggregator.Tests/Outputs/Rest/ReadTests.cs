using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Aggregator.Normalizing;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Storage;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Outputs.Rest;

public sealed class ReadsOnSqlite() : ReadTests(new SqliteTestDatabase());

public sealed class ReadsOnPostgres() : ReadTests(new PostgresTestDatabase());

public abstract class ReadTests(TestDatabase file) : IAsyncLifetime
{
    private static readonly string[] Urls = ["https://one.example/feed", "https://two.example/feed", "https://other.example:8443/feed"];
    private ApiServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ApiServer.StartAsync(file, Urls);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        file.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Pages_follow_one_another_without_gaps_or_repetition_while_articles_come_in()
    {
        await FillAsync(25);
        var (seen, next) = (new List<string?>(), "/articles?limit=10&fields=title");
        for (var page = 0; next is not null; page++)
        {
            using var answer = await _server.SendAsync("GET", next);
            var body = await ApiServer.JsonAsync(answer);
            seen.AddRange(body.GetProperty("articles").EnumerateArray().Select(article => article.GetProperty("title").GetString()));
            next = Next(answer);
            Assert.Equal(next is null, body.GetProperty("next").ValueKind == JsonValueKind.Null);
            if (page == 0)
                await _server.PollAsync(1, TestPolls.Noon.AddHours(1), Dated("late", 600));
        }
        Assert.Equal(Enumerable.Range(0, 25).Reverse().Select(i => $"Title {i}"), seen);
    }

    [Fact]
    public async Task Articles_of_one_instant_are_paged_by_their_numbers()
    {
        await _server.PollAsync(1, TestPolls.Noon, [.. Enumerable.Range(0, 9).Select(i => Dated($"same{i}", 5))]);
        var first = await _server.GetAsync("/articles?limit=4");
        var second = await _server.GetAsync($"/articles?limit=4&cursor={first.GetProperty("next").GetString()}");
        var third = await _server.GetAsync($"/articles?limit=4&cursor={second.GetProperty("next").GetString()}");
        Assert.Equal(9, Ids(first).Concat(Ids(second)).Concat(Ids(third)).Distinct().Count());
    }

    [Theory]
    [InlineData("feed=2", "b,shared")]
    [InlineData("feed=1", "a,shared")]
    [InlineData("feed=99", "")]
    [InlineData("source=two.example", "b,shared")]
    [InlineData("source=other.example:8443", "c")]
    [InlineData("source=example", "")]
    [InlineData("language=en", "a,c")]
    [InlineData("language=de", "b")]
    [InlineData("language=d", "")]
    [InlineData("feed=1&language=en", "a")]
    [InlineData("since=2026-03-01T10:00:30Z", "c,shared")]
    [InlineData("until=2026-03-01T10:00:30Z", "a,b")]
    [InlineData("feed=1&until=2026-03-01T10:00:30Z", "a")]
    [InlineData("q=lighthouse", "c")]
    [InlineData("q=-lighthouse", "a,b,shared")]
    [InlineData("q=lighthouse%20feed:one", "")]
    [InlineData("q=feed:two", "b,shared")]
    [InlineData("tag=sea", "a,b,shared")]
    [InlineData("tag=none", "")]
    [InlineData("tag=own", "c")]
    [InlineData("tag=sea&feed=2", "b,shared")]
    [InlineData("tag=own&language=en", "c")]
    [InlineData("q=tag:sea&source=one.example", "a,shared")]
    [InlineData("story=4711", "")]
    public async Task Filters_find_what_they_say(string query, string expected)
    {
        await _server.PollAsync(1, TestPolls.Noon, Dated("a", 0) with { Language = "en" }, Dated("shared", 2));
        await _server.PollAsync(2, TestPolls.Noon, Dated("b", 0) with { Language = "de-AT" }, Dated("shared", 2));
        await _server.PollAsync(3, TestPolls.Noon, Dated("c", 1, "An old lighthouse.") with { Language = "en-GB" });
        file.Execute("UPDATE feeds SET tags = '[\"sea\"]' WHERE id < 3; UPDATE articles SET tags = '[\"own\"]' WHERE title = 'Title c'");
        var found = await _server.GetAsync($"/articles?{query}");
        Assert.Equal(expected, string.Join(',', found.GetProperty("articles").EnumerateArray().Select(article => article.GetProperty("title").GetString()![6..]).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Pages_of_a_search_go_on_where_they_ended()
    {
        await FillAsync(12);
        var first = await _server.GetAsync("/articles?q=story&limit=7");
        var second = await _server.GetAsync($"/articles?q=story&limit=7&cursor={first.GetProperty("next").GetString()}");
        Assert.Equal(7, Ids(first).Count);
        Assert.Equal(12, Ids(first).Concat(Ids(second)).Distinct().Count());
    }

    [Fact]
    public async Task A_search_says_when_older_articles_cannot_be_found_yet()
    {
        await FillAsync(3);
        Assert.Equal(JsonValueKind.Null, (await _server.GetAsync("/articles?q=story")).GetProperty("notice").ValueKind);
        file.Database.SearchBacklog.Fill();
        Assert.Contains("older articles are not found yet", (await _server.GetAsync("/articles?q=story")).GetProperty("notice").GetString(), StringComparison.Ordinal);
        Assert.False((await _server.GetAsync("/articles")).TryGetProperty("notice", out _));
    }

    [Fact]
    public async Task An_article_says_which_feeds_carried_it_and_what_it_said_before()
    {
        await _server.PollAsync(1, TestPolls.Noon, Dated("a", 0));
        await _server.PollAsync(2, TestPolls.Noon.AddMinutes(1), Dated("a", 0));
        await _server.PollAsync(1, TestPolls.Noon.AddMinutes(2), Dated("a", 0, "A wholly different text about the very same matter."));
        var article = await _server.GetAsync("/articles/1");
        Assert.Equal(["https://one.example/feed", "https://two.example/feed"], article.GetProperty("sources").EnumerateArray().Select(source => source.GetProperty("feedUrl").GetString()));
        Assert.Equal("The story of Title a.", Assert.Single(article.GetProperty("revisions").EnumerateArray()).GetProperty("content").GetString());
        Assert.Equal(2, article.GetProperty("revision").GetInt32());
    }

    [Fact]
    public async Task A_validator_answers_304_until_something_changes()
    {
        await FillAsync(3);
        foreach (var path in (string[])["/articles", "/articles/1", "/feeds", "/feeds/1", "/tags", "/hosts", "/stories", "/changes"])
        {
            using var first = await _server.SendAsync("GET", path);
            var tag = Assert.Single(first.Headers.GetValues("ETag"));
            using var again = await _server.SendAsync("GET", path, null, ("If-None-Match", $"\"other\", {tag}"));
            Assert.Equal((304, 0L), ((int)again.StatusCode, (await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).LongLength));
            file.Execute($"UPDATE feeds SET listed_title = 'Renamed', tags = '[\"new{path.Length}\"]', host = 'h{path.Length}.example:443' WHERE id = 1");
            await _server.PollAsync(1, TestPolls.Noon.AddMinutes(path.Length), Dated($"of{path.Replace('/', '-')}", 400));
            using var changed = await _server.SendAsync("GET", path, null, ("If-None-Match", tag));
            Assert.Equal(path == "/stories" ? 304 : 200, (int)changed.StatusCode);
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Answers_are_compressed_for_those_who_can_read_that(string coding)
    {
        await FillAsync(20);
        using var answer = await _server.SendAsync("GET", "/articles", null, ("Accept-Encoding", coding));
        Assert.Equal([coding], answer.Content.Headers.ContentEncoding);
        await using var stream = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await using System.IO.Stream plain = coding == "br" ? new BrotliStream(stream, CompressionMode.Decompress) : new GZipStream(stream, CompressionMode.Decompress);
        using var body = await JsonDocument.ParseAsync(plain, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(20, body.RootElement.GetProperty("articles").GetArrayLength());
    }

    [Fact]
    public async Task Head_says_what_get_would()
    {
        await FillAsync(2);
        using var get = await _server.SendAsync("GET", "/articles");
        using var head = await _server.SendAsync("HEAD", "/articles");
        Assert.Equal(200, (int)head.StatusCode);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Feeds_are_listed_with_their_health_and_found_by_it()
    {
        await FillAsync(1);
        var page = await _server.GetAsync("/feeds?limit=2");
        Assert.Equal([1L, 2L], page.GetProperty("feeds").EnumerateArray().Select(feed => feed.GetProperty("id").GetInt64()));
        Assert.Equal("2", page.GetProperty("next").GetString());
        var healthy = Assert.Single((await _server.GetAsync("/feeds?health=healthy")).GetProperty("feeds").EnumerateArray());
        Assert.Equal("https://one.example/feed", healthy.GetProperty("url").GetString());
        Assert.Equal(3, Assert.Single((await _server.GetAsync("/feeds?host=other.example")).GetProperty("feeds").EnumerateArray()).GetProperty("id").GetInt64());
        var one = await _server.GetAsync("/feeds/1");
        Assert.Equal(1, one.GetProperty("articles").GetInt64());
        Assert.Equal(200, Assert.Single(one.GetProperty("lastPolls").EnumerateArray()).GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Hosts_and_tags_are_counted()
    {
        file.Execute("UPDATE feeds SET tags = '[\"sea\",\"all\"]' WHERE id = 1; UPDATE feeds SET tags = '[\"all\"]' WHERE id = 2");
        var tags = (await _server.GetAsync("/tags")).GetProperty("tags").EnumerateArray().Select(tag => $"{tag.GetProperty("tag")} {tag.GetProperty("feeds")}");
        Assert.Equal(["all 2", "sea 1"], tags);
        var hosts = await _server.GetAsync("/hosts?limit=1");
        Assert.Equal("one.example:443", Assert.Single(hosts.GetProperty("hosts").EnumerateArray()).GetProperty("host").GetString());
        var others = await _server.GetAsync($"/hosts?cursor={hosts.GetProperty("next").GetString()}");
        Assert.Equal(["other.example:8443", "two.example:443"], others.GetProperty("hosts").EnumerateArray().Select(host => host.GetProperty("host").GetString()));
    }

    [Fact]
    public async Task Stories_come_with_their_articles()
    {
        await FillAsync(3);
        file.Execute("INSERT INTO stories (id, representative_id, members, began_at, changed_at) VALUES (1, 1, 2, 5, 7000), (3, 3, 1, 5, 9000)");
        file.Execute("INSERT INTO story_members (article_id, story_id, reason, score, joined_at) VALUES (1, 1, 'First', 1, 5), (2, 1, 'NearDuplicate', 0.9, 6), (3, 3, 'First', 1, 5)");
        var page = await _server.GetAsync("/stories?limit=1");
        Assert.Equal(3, Assert.Single(page.GetProperty("stories").EnumerateArray()).GetProperty("id").GetInt64());
        var next = Assert.Single((await _server.GetAsync($"/stories?limit=1&cursor={page.GetProperty("next").GetString()}")).GetProperty("stories").EnumerateArray());
        Assert.Equal(2, next.GetProperty("members").GetArrayLength());
        Assert.Equal(2, (await _server.GetAsync("/articles?story=1")).GetProperty("articles").GetArrayLength());
        Assert.Equal(0.9, (await _server.GetAsync("/articles/2")).GetProperty("story").GetProperty("score").GetDouble());
        Assert.Equal(1, (await _server.GetAsync("/stories/1")).GetProperty("articleId").GetInt64());
    }

    private async Task FillAsync(int articles) => await _server.PollAsync(1, TestPolls.Noon, [.. Enumerable.Range(0, articles).Select(i => Dated(i.ToString(CultureInfo.InvariantCulture), i))]);

    private static ArticleDraft Dated(string name, int minute, string? text = null) =>
        Drafts.Draft(name, $"one.example/{name}", $"Title {name}", text, TestPolls.Noon.AddHours(-2).AddMinutes(minute));

    private static List<long> Ids(JsonElement page) => [.. page.GetProperty("articles").EnumerateArray().Select(article => article.GetProperty("id").GetInt64())];

    /// <summary>The path behind /api/v1 that the Link header names.</summary>
    private static string? Next(HttpResponseMessage answer)
    {
        if (!answer.Headers.TryGetValues("Link", out var links))
            return null;
        var link = Assert.Single(links);
        Assert.EndsWith(">; rel=\"next\"", link, StringComparison.Ordinal);
        Assert.StartsWith("</api/v1/", link, StringComparison.Ordinal);
        return link["</api/v1".Length..link.IndexOf('>', StringComparison.Ordinal)];
    }
}
