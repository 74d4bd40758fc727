using System.IO.Compression;
using System.Net;
using Aggregator.Fetching;
using Aggregator.Normalizing;
using Aggregator.Parsing;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Outputs.Rest;
using Aggregator.Tests.Storage;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Outputs.Feeds;

public sealed class MergedFeedsOnSqlite() : MergedFeedTests(new SqliteTestDatabase());

public sealed class MergedFeedsOnPostgres() : MergedFeedTests(new PostgresTestDatabase());

public abstract class MergedFeedTests(TestDatabase file) : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = TestPolls.Noon;
    private ApiServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ApiServer.StartAsync(file, "https://one.example/feed", "https://two.example/feed");

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        file.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("atom", "application/atom+xml", "atom1.0")]
    [InlineData("rss", "application/rss+xml", "rss2.0")]
    [InlineData("json", "application/feed+json", "jsonfeed1.1")]
    public async Task All_articles_are_there_in_each_format_the_newest_first(string format, string type, string read)
    {
        await FillAsync(3);
        using var answer = await SendAsync($"/feeds/all.{format}");
        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        var feed = await ReadAsync(answer);
        Assert.Equal((read, "All articles", $"{_server.Address}feeds/all.{format}"), (feed.Format, feed.Title!.Value, feed.FeedUrl!));
        Assert.Equal(["Title 2", "Title 1", "Title 0"], feed.Entries.Select(entry => entry.Title!.Value));
    }

    [Theory]
    [InlineData("atom")]
    [InlineData("rss")]
    [InlineData("json")]
    public async Task Pages_lead_from_one_to_the_next_until_every_article_was_there_once(string format)
    {
        await FillAsync(25);
        var (seen, next, pages) = (new List<string>(), $"/feeds/all.{format}?limit=10", 0);
        while (next is not null)
        {
            var feed = await ReadAsync(next);
            seen.AddRange(feed.Entries.Select(entry => entry.Title!.Value));
            next = feed.NextPageUrl;
            pages++;
        }
        Assert.Equal(3, pages);
        Assert.Equal(Enumerable.Range(0, 25).Reverse().Select(i => $"Title {i}"), seen);
    }

    [Fact]
    public async Task A_page_that_is_not_the_first_names_it()
    {
        await FillAsync(5);
        var first = await ReadAsync("/feeds/all.atom?limit=2");
        Assert.DoesNotContain("rel=\"first\"", await TextAsync("/feeds/all.atom?limit=2"), StringComparison.Ordinal);
        Assert.Contains($"rel=\"first\" href=\"{_server.Address}feeds/all.atom?limit=2\"", await TextAsync(first.NextPageUrl!), StringComparison.Ordinal);
        Assert.Equal(first.Id, (await ReadAsync(first.NextPageUrl!)).Id);
    }

    [Fact]
    public async Task Who_has_a_page_is_not_sent_it_again_until_something_changed()
    {
        await FillAsync(2);
        using var first = await SendAsync("/feeds/all.atom");
        var (tag, date) = (first.Headers.ETag!.ToString(), first.Content.Headers.LastModified!.Value.ToString("R"));
        Assert.Contains("max-age", first.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(("If-None-Match", tag)));
        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(("If-Modified-Since", date)));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(("If-None-Match", "\"another\""), ("If-Modified-Since", date)));

        await _server.PollAsync(1, Noon.AddHours(1), Dated("news", 700));
        _server.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(("If-None-Match", tag)));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(("If-Modified-Since", date)));
        Assert.Equal("Title news", (await ReadAsync("/feeds/all.atom")).Entries[0].Title!.Value);

        async Task<HttpStatusCode> StatusAsync(params (string, string)[] headers)
        {
            using var answer = await SendAsync("/feeds/all.atom", headers);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task It_is_compressed_for_those_who_can_read_that()
    {
        await FillAsync(3);
        using var answer = await SendAsync("/feeds/all.rss", ("Accept-Encoding", "br;q=0.1, gzip"));
        Assert.Equal("gzip", Assert.Single(answer.Content.Headers.ContentEncoding));
        await using var body = new GZipStream(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), CompressionMode.Decompress);
        using var reader = new StreamReader(body);
        Assert.Equal(await TextAsync("/feeds/all.rss"), await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        using var plain = await SendAsync("/feeds/all.rss", ("Accept-Encoding", "gzip;q=0"));
        Assert.Empty(plain.Content.Headers.ContentEncoding);
    }

    [Theory]
    [InlineData("news")]
    [InlineData("node.js")]
    [InlineData("arts/films")]
    [InlineData("Köln & co")]
    public async Task A_tag_has_a_feed(string tag)
    {
        await FillAsync(2);
        await _server.PollAsync(2, Noon, Dated("tagged", 3) with { Tags = [tag] });
        var feed = await ReadAsync($"/feeds/{Uri.EscapeDataString(tag)}.json");
        Assert.Equal((tag, "Title tagged"), (feed.Title!.Value, Assert.Single(feed.Entries).Title!.Value));
        Assert.Equal("Title tagged", Assert.Single((await ReadAsync($"/feeds/all.json?tag={Uri.EscapeDataString(tag)}")).Entries).Title!.Value);
    }

    [Fact]
    public async Task A_search_has_a_feed()
    {
        await FillAsync(12);
        var feed = await ReadAsync("/feeds/search.atom?q=" + Uri.EscapeDataString("title:11"));
        Assert.Equal(("Search: title:11", "Title 11"), (feed.Title!.Value, Assert.Single(feed.Entries).Title!.Value));
    }

    [Theory]
    [InlineData("/feeds/nothing.atom", HttpStatusCode.NotFound, "tag or group")]
    [InlineData("/feeds/search.atom", HttpStatusCode.BadRequest, "is missing")]
    [InlineData("/feeds/all.atom?limit=1000", HttpStatusCode.BadRequest, "whole number from 1 to 200")]
    [InlineData("/feeds/all.atom?contents=full", HttpStatusCode.BadRequest, "no parameter")]
    [InlineData("/feeds/all.xml", HttpStatusCode.NotFound, "")]
    public async Task What_there_is_not_is_told(string path, HttpStatusCode status, string said)
    {
        await FillAsync(1);
        using var answer = await SendAsync(path);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(said, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Summaries_stand_alone_when_that_is_wanted()
    {
        var text = string.Join(' ', Enumerable.Range(0, 200).Select(i => $"word{i}"));
        await _server.PollAsync(1, Noon, Drafts.Draft("a", "one.example/a", "A", $"<p>{text} &lt;b&gt;</p>"), Drafts.Draft("b", "one.example/b", "B", "<p>Long</p>") with { Summary = "<em>Short</em>" });
        var entries = (await ReadAsync("/feeds/all.atom?content=summary")).Entries.ToDictionary(entry => entry.Title!.Value);
        Assert.Equal((null, "<em>Short</em>"), (entries["B"].Content?.Value, entries["B"].Summary!.Value));
        Assert.Null(entries["A"].Content);
        Assert.StartsWith("word0 word1 ", entries["A"].Summary!.Value, StringComparison.Ordinal);
        Assert.EndsWith("…", entries["A"].Summary!.Value, StringComparison.Ordinal);
        Assert.InRange(entries["A"].Summary!.Value.Length, 200, 420);
    }

    [Fact]
    public async Task Of_a_story_the_first_article_is_told_when_once_is_enough()
    {
        await FillAsync(4);
        file.Execute("INSERT INTO stories (id, representative_id, members, began_at, changed_at) VALUES (1, 3, 2, 5, 7000)");
        file.Execute("INSERT INTO story_members (article_id, story_id, reason, score, joined_at) VALUES (2, 1, 'copy', 1, 1), (3, 1, 'copy', 1, 1)");
        Assert.Equal(4, (await ReadAsync("/feeds/all.atom?stories=all")).Entries.Length);
        Assert.Equal(["Title 3", "Title 1", "Title 0"], (await ReadAsync("/feeds/all.atom?stories=once")).Entries.Select(entry => entry.Title!.Value));
        // Not by pages: the later one is gone also from a page that the earlier one is not on.
        Assert.Equal(["Title 3"], (await ReadAsync("/feeds/all.atom?stories=once&limit=2")).Entries.Select(entry => entry.Title!.Value));
    }

    [Fact]
    public async Task An_edited_article_keeps_its_id()
    {
        await _server.PollAsync(1, Noon, Drafts.Draft("a", "one.example/a", "Before", "A text of some length that stays much the same."));
        var before = Assert.Single((await ReadAsync("/feeds/all.atom")).Entries);
        await _server.PollAsync(1, Noon.AddHours(1), Drafts.Draft("a", "one.example/a", "After", "Something else altogether was written here in the meantime."));
        _server.Time.Advance(TimeSpan.FromSeconds(2));
        var after = Assert.Single((await ReadAsync("/feeds/all.atom")).Entries);
        Assert.Equal((before.Id, "After"), (after.Id, after.Title!.Value));
        Assert.NotEqual(before.Updated, after.Updated);
    }

    [Fact]
    public async Task What_XML_cannot_hold_is_left_out_and_markup_in_titles_is_text()
    {
        await _server.PollAsync(1, Noon, Drafts.Draft("a", "one.example/a", "1 < 2 &amp; <b>x</b>", "a\u0001b \ud83d\ude00"));
        foreach (var format in new[] { "atom", "rss", "json" })
        {
            var entry = Assert.Single((await ReadAsync($"/feeds/all.{format}")).Entries);
            var article = new Normalizer().Normalize(entry);
            Assert.Equal(("1 < 2 &amp; <b>x</b>", "ab \ud83d\ude00"), (article.Title, article.Content));
        }
    }

    private static ArticleDraft Dated(string name, int minute) => Drafts.Draft(name, $"one.example/{name}", $"Title {name}", published: Noon.AddDays(-1).AddMinutes(minute));

    private Task FillAsync(int articles) => _server.PollAsync(1, Noon, [.. Enumerable.Range(0, articles).Select(i => Dated($"{i}", i))]);

    private async Task<HttpResponseMessage> SendAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<ParsedFeed> ReadAsync(string path)
    {
        using var answer = await SendAsync(path);
        return await ReadAsync(answer);
    }

    private async Task<ParsedFeed> ReadAsync(HttpResponseMessage answer)
    {
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)} {string.Join('\n', _server.Log.Lines)}");
        var document = new Document
        {
            Body = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken),
            Url = answer.RequestMessage!.RequestUri!,
            ContentType = answer.Content.Headers.ContentType!.ToString(),
        };
        return Assert.IsType<ParseOutcome.Parsed>(new FeedParser().Parse(document)).Feed;
    }

    private async Task<string> TextAsync(string path)
    {
        using var answer = await SendAsync(path);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
