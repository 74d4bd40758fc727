using System.Text.Json;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Outputs.Rest;
using Aggregator.Tests.Outputs.Stream;
using Aggregator.Tests.Storage;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Outputs.OpenApi;

public sealed class DocumentTests : IAsyncLifetime
{
    /// <summary>How each operation is called, with the status that comes; every operation that the document has must stand here.</summary>
    private static readonly (string Operation, string Path, string? Body, int Status)[] Calls =
    [
        ("listFeeds", "/feeds", null, 200), ("listFeeds", "/feeds?limit=1", null, 200), ("listFeeds", "/feeds?limit=x", null, 400),
        ("getFeed", "/feeds/1", null, 200), ("getFeed", "/feeds/9", null, 404), ("getFeed", "/feeds/1?x=1", null, 400),
        ("listArticles", "/articles?limit=2", null, 200), ("listArticles", "/articles?fields=title,story", null, 200), ("listArticles", "/articles?since=x", null, 400),
        ("getArticle", "/articles/1", null, 200), ("getArticle", "/articles/99", null, 404),
        ("listStories", "/stories", null, 200), ("listStories", "/stories?cursor=x", null, 400), ("getStory", "/stories/1", null, 200), ("getStory", "/stories/9", null, 404),
        ("listTags", "/tags", null, 200), ("listTags", "/tags?x=1", null, 400), ("listEvents", "/log?level=warn", null, 200), ("listEvents", "/log?level=loud", null, 400), ("listHosts", "/hosts", null, 200), ("listHosts", "/hosts?limit=0", null, 400),
        ("listChanges", "/changes", null, 200), ("listChanges", "/changes?after=x", null, 400),
        ("streamChanges", "/stream?kind=x", null, 400),
        ("allAsAtom", "/../../feeds/all.atom", null, 200), ("allAsAtom", "/../../feeds/all.atom?limit=x", null, 400), ("allAsRss", "/../../feeds/all.rss?tag=x", null, 200), ("allAsJson", "/../../feeds/all.json", null, 200),
        ("searchAsAtom", "/../../feeds/search.atom?q=x", null, 200), ("searchAsRss", "/../../feeds/search.rss", null, 400), ("searchAsJson", "/../../feeds/search.json?q=x", null, 200),
        ("tagAsAtom", "/../../feeds/nothing.atom", null, 404), ("tagAsRss", "/../../feeds/nothing.rss", null, 404), ("tagAsJson", "/../../feeds/nothing.json", null, 404),
        ("pollFeed", "/feeds/1/poll", "", 200), ("pollFeed", "/feeds/9/poll", "", 404),
        ("pauseFeed", "/feeds/2/pause", "", 200), ("pollFeed", "/feeds/2/poll", "", 409), ("resumeFeed", "/feeds/2/resume", "", 200), ("resumeFeed", "/feeds/9/resume", "", 404),
        ("splitArticle", "/articles/1/split", "{\"feed\":2}", 200), ("splitArticle", "/articles/1/split", "{\"feed\":2}", 409), ("splitArticle", "/articles/1/split", "[]", 400),
        ("splitArticle", "/articles/1/split", "", 415), ("separateArticle", "/articles/1/separate", "", 200), ("separateArticle", "/articles/1/separate", "", 409),
    ];

    private readonly SqliteTestDatabase _file = new();
    private ApiServer _server = null!;
    private JsonElement _document;

    public async ValueTask InitializeAsync()
    {
        _server = await ApiServer.StartAsync(_file, "https://one.example/feed", "https://two.example/feed");
        _document = await _server.GetAsync("/openapi.json");
        await FillAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _file.Dispose();
    }

    [Fact]
    public void It_is_of_version_3_1_and_says_how_callers_show_who_they_are()
    {
        Assert.StartsWith("3.1", _document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal("bearer", _document.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("scheme").GetString());
        Assert.Equal("/", Assert.Single(_document.GetProperty("servers").EnumerateArray()).GetProperty("url").GetString());
    }

    [Fact]
    public void Every_operation_says_what_it_does_and_what_its_parameters_mean()
    {
        Assert.All(Operations(), operation =>
        {
            Assert.NotEmpty(operation.Value.GetProperty("summary").GetString()!);
            Assert.All(Parameters(operation.Value).Where(parameter => parameter.GetProperty("in").GetString() != "path"), parameter => Assert.NotEmpty(parameter.GetProperty("description").GetString()!));
        });
        Assert.Equal(
            ["feed", "tag", "source", "story", "language", "since", "until", "q", "fields", "limit", "cursor", "If-None-Match"],
            Parameters(Operations()["listArticles"]).Select(parameter => parameter.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Everything_the_server_answers_is_what_the_document_says()
    {
        var operations = Operations();
        Assert.Equal(operations.Keys.Order(StringComparer.Ordinal), Calls.Select(call => call.Operation).Distinct().Order(StringComparer.Ordinal));
        foreach (var (name, path, body, status) in Calls)
        {
            using var answer = await _server.SendAsync(body is null ? "GET" : "POST", path, body is "" ? null : body);
            Assert.True((int)answer.StatusCode == status, $"{path} answered {(int)answer.StatusCode} and not {status}: {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
            Assert.True(operations[name].GetProperty("responses").TryGetProperty($"{status}", out var said), $"{name} does not say that it answers {status}");
            var type = answer.Content.Headers.ContentType!.MediaType!;
            Assert.True(said.GetProperty("content").TryGetProperty(type, out var media), $"{name} does not say that it answers {status} with {type}");
            // What a feed says is its format's, and another test's.
            if (type is "application/atom+xml" or "application/rss+xml" or "application/feed+json")
                continue;
            var check = new SchemaCheck(_document);
            check.Check(await ApiServer.JsonAsync(answer), media.GetProperty("schema"));
            Assert.True(check.Errors.Count == 0, $"{path}: {string.Join("\n", check.Errors)}");
        }
    }

    [Fact]
    public async Task An_article_has_every_member_that_the_document_names_so_that_none_is_held_against_nothing()
    {
        var article = await _server.GetAsync("/articles/1");
        Assert.Equal(
            _document.GetProperty("components").GetProperty("schemas").GetProperty("ArticleDetail").GetProperty("properties").EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal),
            article.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_event_of_the_stream_is_a_change_as_the_document_says_it()
    {
        var deadline = TestContext.Current.CancellationToken;
        Assert.True(Operations()["streamChanges"].GetProperty("responses").GetProperty("200").GetProperty("content").TryGetProperty("text/event-stream", out _));
        using var listener = await RawListener.ConnectAsync(_server.Address, "", 0, deadline);
        using var change = JsonDocument.Parse((await listener.NextAsync(deadline))!.Value.Data);
        var check = new SchemaCheck(_document);
        check.Check(change.RootElement, _document.GetProperty("components").GetProperty("schemas").GetProperty("Change"));
        Assert.Empty(check.Errors);
    }

    [Fact]
    public async Task What_the_document_does_not_say_would_be_found()
    {
        var page = _document.GetProperty("components").GetProperty("schemas").GetProperty("ArticlePage");
        var answer = (await _server.GetAsync("/articles")).GetRawText();
        foreach (var (right, wrong) in new[] { ("\"title\":\"", "\"headline\":\""), ("\"revision\":1", "\"revision\":\"1\""), ("\"next\":null", "\"last\":null"), ("\"id\":1", "\"id\":1.5"), ("T1", " 1") })
        {
            var check = new SchemaCheck(_document);
            using var changed = JsonDocument.Parse(answer.Replace(right, wrong, StringComparison.Ordinal));
            check.Check(changed.RootElement, page);
            Assert.True(check.Errors.Count > 0, wrong);
        }
    }

    [Fact]
    public async Task The_reference_page_runs_and_loads_nothing_but_its_own_files()
    {
        foreach (var (path, type) in new[] { ("/docs", "text/html"), ("/docs.js", "text/javascript"), ("/docs.css", "text/css") })
        {
            using var answer = await _server.SendAsync("GET", path);
            Assert.Equal((200, type), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.DoesNotContain("://", text, StringComparison.Ordinal);
            Assert.DoesNotContain("innerHTML", text, StringComparison.Ordinal);
            Assert.DoesNotContain("style=", text, StringComparison.Ordinal);
        }
    }

    private async Task FillAsync()
    {
        var draft = Drafts.Draft("a", "one.example/a", "Title a", published: TestPolls.Noon) with
        {
            Language = "en",
            Authors = [new("Ada", null, "https://ada.example/")],
            Categories = ["sea"],
            Enclosures = [new("https://one.example/a.mp3", "audio/mpeg", 5)],
        };
        await _server.PollAsync(1, TestPolls.Noon, draft);
        await _server.PollAsync(2, TestPolls.Noon.AddMinutes(1), draft);
        await _server.PollAsync(1, TestPolls.Noon.AddMinutes(2), Drafts.Draft("a", "one.example/a", "Title a", "A wholly different text about the very same matter.") with { Authors = draft.Authors, Categories = draft.Categories, Enclosures = draft.Enclosures });
        await _server.PollAsync(1, TestPolls.Noon.AddMinutes(3), Drafts.Draft("b", "one.example/b", "Title b"), Drafts.Draft("c", null, null, "Only text"));
        _file.Execute("INSERT INTO stories (id, representative_id, members, began_at, changed_at) VALUES (1, 1, 1, 5, 7000)");
        _file.Execute("INSERT INTO story_members (article_id, story_id, reason, score, joined_at) VALUES (1, 1, 'First', 1, 5)");
        _file.Execute("INSERT INTO full_texts (article_id, revision, feed_id, url, host, content) VALUES (1, 1, 1, 'https://one.example/a', 'one.example', '<p>All</p>')");
        _file.Execute("UPDATE feeds SET tags = '[\"sea\"]'");
        _file.Execute("UPDATE changes SET detail = '{\"story\":7,\"into\":3}' WHERE number = 2");
    }

    private Dictionary<string, JsonElement> Operations() => _document.GetProperty("paths").EnumerateObject()
        .SelectMany(path => path.Value.EnumerateObject()).ToDictionary(operation => operation.Value.GetProperty("operationId").GetString()!, operation => operation.Value);

    private static List<JsonElement> Parameters(JsonElement operation) => operation.TryGetProperty("parameters", out var parameters) ? [.. parameters.EnumerateArray()] : [];
}
