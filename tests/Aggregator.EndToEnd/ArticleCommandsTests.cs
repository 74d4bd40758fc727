using Aggregator.EndToEnd.Processes;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Aggregator.EndToEnd;

/// <summary>What is done with articles, seen as operators see it.</summary>
public sealed class ArticleCommandsTests
{
    private const string Text =
        "The harbour authority of Newmouth closed the east pier on Friday after a survey found that the piles below it had been eaten away. " +
        "Fishing boats will land their catch at the coal quay until the spring, the harbour master said, and the fish market moves with them. " +
        "Repairs are to cost four million and to begin when the winter storms are over; the council has asked the ministry for half of the sum.";

    [Fact]
    public async Task Two_feeds_with_one_report_are_one_story_an_edit_is_one_revision_and_all_of_it_can_be_searched_exported_and_restored()
    {
        await using var origin = await TwoFeeds.StartAsync();
        using var workspace = new Workspace();
        workspace.WriteList("feeds.yaml", [origin.Url("courier"), origin.Url("herald")]);
        await RunAsync(workspace, "poll", "--all");
        origin.Headline = "Newmouth closes eaten pier";
        await RunAsync(workspace, "poll", "--all");

        var stories = JsonDocument.Parse(await RunAsync(workspace, "stories", "--format", "jsonl")).RootElement;
        Assert.Equal(2, stories.GetProperty("sources").GetInt32());
        Assert.Equal(["First", "NearDuplicate"], stories.GetProperty("members").EnumerateArray().Select(m => m.GetProperty("reason").GetString()));
        Assert.Equal(2, Lines(await RunAsync(workspace, "articles", "--format", "jsonl")).Count(line => line.Contains("\"story\":{", StringComparison.Ordinal)));

        var found = JsonDocument.Parse(await RunAsync(workspace, "search", "title:eaten", "\"coal quay\"", "--format", "jsonl")).RootElement;
        Assert.Contains("coal quay", found.GetProperty("snippet").GetString(), StringComparison.Ordinal);
        Assert.Contains("[-“eaten” -]{+eaten +}", await RunAsync(workspace, "articles", "show", $"{found.GetProperty("id")}", "--history"), StringComparison.Ordinal);

        var backup = Path.Combine(workspace.Root, "copy.db");
        Assert.Contains("2 articles", await RunAsync(workspace, "backup", backup), StringComparison.Ordinal);
        Assert.Equal(["1", "2", "3"], Lines(await RunAsync(workspace, "export", "--since", "0")).Select(line => $"{JsonDocument.Parse(line).RootElement.GetProperty("number")}"));
        Assert.Contains("number,kind,", await RunAsync(workspace, "export", "--since", "2", "--format", "csv"), StringComparison.Ordinal);
        Assert.Contains("<entry>", await RunAsync(workspace, "export", "--since", "2", "--format", "atom"), StringComparison.Ordinal);
        await RunAsync(workspace, "articles", "merge", "1", "2");
        Assert.Single(Lines(await RunAsync(workspace, "articles", "--format", "jsonl")));
        await RunAsync(workspace, "restore", backup);
        Assert.Equal(2, Lines(await RunAsync(workspace, "articles", "--format", "jsonl")).Count);
        Assert.DoesNotContain("problem", await RunAsync(workspace, "doctor"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_headline_that_came_twice_is_one_article_as_two_polls_and_one_story_as_two_feeds()
    {
        await using var origin = await TwoFeeds.StartAsync();
        using var workspace = new Workspace();
        origin.Headline = "Envoy tells council of \"first results\" in talks on the strait";
        workspace.WriteList("feeds.yaml", [origin.Url("courier")]);
        await RunAsync(workspace, "poll", "--all");
        origin.Headline = "Envoy tells council of first results in talks on the strait";
        origin.Hour = 13;
        await RunAsync(workspace, "poll", "--all");

        var article = JsonDocument.Parse(Assert.Single(Lines(await RunAsync(workspace, "articles", "--format", "jsonl")))).RootElement;
        Assert.Equal("Envoy tells council of first results in talks on the strait", article.GetProperty("title").GetString());
        Assert.Equal(2, article.GetProperty("revision").GetInt32());
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero), article.GetProperty("published").GetDateTimeOffset());
        Assert.Equal(["created", "updated"], Lines(await RunAsync(workspace, "export", "--since", "0")).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("kind").GetString()));

        origin.HeraldHeadline = "Envoy tells council of \"first results\" in talks on the strait";
        workspace.WriteList("feeds.yaml", [origin.Url("courier"), origin.Url("herald")]);
        await RunAsync(workspace, "poll", "--all");
        Assert.Equal(2, Lines(await RunAsync(workspace, "articles", "--format", "jsonl")).Count);
        var story = JsonDocument.Parse(Assert.Single(Lines(await RunAsync(workspace, "stories", "--format", "jsonl")))).RootElement;
        Assert.Equal(2, story.GetProperty("sources").GetInt32());
    }

    [Fact]
    public async Task A_merge_tells_its_evidence_and_a_split_undoes_it()
    {
        await using var origin = await TwoFeeds.StartAsync();
        using var workspace = new Workspace();
        workspace.WriteList("feeds.yaml", [origin.Url("courier"), origin.Url("herald")]);
        await RunAsync(workspace, "poll", "--all");
        await RunAsync(workspace, "articles", "merge", "1", "2");
        Assert.Contains("Merged", await RunAsync(workspace, "articles", "show", "1", "--history"), StringComparison.OrdinalIgnoreCase);
        await RunAsync(workspace, "poll", "--all");
        Assert.Single(Lines(await RunAsync(workspace, "articles", "--format", "jsonl")));

        Assert.Contains("split off as article 3", await RunAsync(workspace, "articles", "split", "1", "--feed", "herald"), StringComparison.Ordinal);
        Assert.Contains("split", await RunAsync(workspace, "articles", "show", "1", "--history"), StringComparison.OrdinalIgnoreCase);
        await RunAsync(workspace, "poll", "--all");
        Assert.Equal(
            ["East pier shut as worms win", "Newmouth closes “eaten” pier"],
            Lines(await RunAsync(workspace, "articles", "--format", "jsonl")).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("title").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["created", "created", "merged"],
            Lines(await RunAsync(workspace, "export", "--since", "0")).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("kind").GetString()).Take(3));
        var (refused, text) = await AggregatorProcess.RunAsync(workspace, "articles", "merge", "1", "99");
        Assert.True(refused != 0, text);
    }

    [Fact]
    public async Task A_running_daemon_is_not_restored_under()
    {
        using var workspace = new Workspace();
        workspace.WriteList("feeds.yaml", []);
        await using var daemon = AggregatorProcess.StartIn(workspace, "run");
        await daemon.LineAsync(line => line.Contains("Started", StringComparison.Ordinal));
        var backup = Path.Combine(workspace.Root, "copy.db");
        await RunAsync(workspace, "backup", backup);
        var (exitCode, text) = await AggregatorProcess.RunAsync(workspace, "restore", backup);
        Assert.Equal(1, exitCode);
        Assert.Contains("in use", text, StringComparison.Ordinal);
    }

    private static List<string> Lines(string text) => [.. text.Split('\n').Where(line => line.StartsWith('{'))];

    [Fact]
    public async Task Without_an_index_of_words_a_search_is_told_the_remedy_and_with_one_again_it_finds_what_was_stored()
    {
        await using var origin = await TwoFeeds.StartAsync();
        using var workspace = new Workspace();
        workspace.WriteList("feeds.yaml", [origin.Url("courier")]);
        workspace.Environment["AGGREGATOR_Storage__IndexWords"] = "false";
        await RunAsync(workspace, "poll", "--all");
        var (exitCode, text) = await AggregatorProcess.RunAsync(workspace, "search", "quay");
        Assert.Equal(1, exitCode);
        Assert.Contains("Storage:IndexWords", text, StringComparison.Ordinal);

        workspace.Environment.Remove("AGGREGATOR_Storage__IndexWords");
        Assert.Contains("older articles are not found yet", await RunAsync(workspace, "search", "quay"), StringComparison.Ordinal);
        Assert.DoesNotContain("problem", await RunAsync(workspace, "doctor", "--reindex"), StringComparison.Ordinal);
        var found = await RunAsync(workspace, "search", "quay");
        Assert.Contains("coal quay", found, StringComparison.Ordinal);
        Assert.DoesNotContain("not found yet", found, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(Workspace workspace, params string[] arguments)
    {
        var (exitCode, text) = await AggregatorProcess.RunAsync(workspace, arguments);
        Assert.True(exitCode == 0, text);
        return text;
    }

    /// <summary>Two publishers with one report under links of their own.</summary>
    private sealed class TwoFeeds(WebApplication app) : IAsyncDisposable
    {
        public string Headline { get; set; } = "Newmouth closes “eaten” pier";

        public string HeraldHeadline { get; set; } = "East pier shut as worms win";

        /// <summary>When the first feed says that it published.</summary>
        public int Hour { get; set; } = 12;

        public static async Task<TwoFeeds> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            var feeds = new TwoFeeds(app);
            app.MapGet("/{name}.xml", (string name) => Results.Text(feeds.Write(name), "application/rss+xml"));
            await app.StartAsync(TestContext.Current.CancellationToken);
            return feeds;
        }

        public string Url(string name) => $"{app.Urls.First()}/{name}.xml";

        public async ValueTask DisposeAsync() => await app.DisposeAsync();

        private string Write(string name) =>
            $"""
            <rss version="2.0"><channel><title>{name}</title><link>https://{name}.example/</link>
            <item><title>{(name == "courier" ? Headline : HeraldHeadline)}</title><link>https://{name}.example/pier</link><guid>{name}-1</guid>
            <pubDate>Fri, 20 Nov 2026 {(name == "courier" ? Hour : 12)}:00:00 GMT</pubDate><description>{Text}</description></item></channel></rss>
            """;
    }
}
