using System.Net;
using Aggregator.Normalizing;
using Aggregator.Storage.Access;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Deduplicating.Stories;
using Aggregator.Tests.Outputs.Rest;
using Aggregator.Tests.Storage;
using Aggregator.Tests.Storage.Databases;
using AngleSharp.Dom;

namespace Aggregator.Tests.Outputs.Pages;

public sealed class ArticlePagesOnSqlite() : ArticlePagesTests(new SqliteTestDatabase());

public sealed class ArticlePagesOnPostgres() : ArticlePagesTests(new PostgresTestDatabase());

public abstract class ArticlePagesTests(TestDatabase file) : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = TestPolls.Noon;
    private ApiServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ApiServer.StartAsync(file, "https://one.example/feed?key=secret", "https://two.example/feed", "https://three.example/feed");
        _server.Time.SetUtcNow(Noon.AddMinutes(30));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        file.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Pages_of_articles_have_each_once_the_newest_first()
    {
        await _server.PollAsync(1, Noon, [.. Enumerable.Range(0, 120).Select(i => Drafts.Draft($"{i}", $"a.example/{i}", $"News {i:000}", null, Noon.AddMinutes(-i)))]);
        var titles = new List<string>();
        for (var place = "/articles"; place is not null;)
        {
            var page = await _server.OpenAsync(place);
            titles.AddRange(Titles(page));
            place = page.QuerySelector(".pager [rel=next]")?.GetAttribute("href");
        }
        Assert.Equal(Enumerable.Range(0, 120).Select(i => $"News {i:000}"), titles);
    }

    [Theory]
    [InlineData("q=harbour+-boat", "The harbour")]
    [InlineData("q=title:harb*", "The harbour")]
    [InlineData("q=%22boat+in+the+harbour%22&sort=best", "A boat")]
    [InlineData("q=harbour+feed:two", "The harbour")]
    [InlineData("q=boat&feed=1", "A boat")]
    [InlineData("q=boat&feed=2", "")]
    [InlineData("q=nothing+of+it", "")]
    [InlineData("q=(%22", "The harbour,A boat")]
    public async Task Articles_are_found_by_the_syntax_of_searches(string query, string titles)
    {
        await _server.PollAsync(1, Noon.AddMinutes(-1), Drafts.Draft("a", "one.example/a", "A boat", "<p>There is a boat in the harbour.</p>", Noon.AddMinutes(-1)));
        await _server.PollAsync(2, Noon, Drafts.Draft("b", "two.example/b", "The harbour", "<p>Of the harbour &lt;b&gt; and the sea.</p>", Noon));
        var page = await _server.OpenAsync($"/articles?{query}");
        Assert.Equal(titles, string.Join(',', Titles(page)));
        Assert.Equal(titles.Length == 0, page.QuerySelector(".empty") is not null);
        Assert.DoesNotContain("secret", page.Source.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("q=boat")]
    [InlineData("q=boat&sort=best")]
    public async Task A_search_says_when_older_articles_cannot_be_found_yet(string query)
    {
        Assert.Null((await _server.OpenAsync($"/articles?{query}")).QuerySelector("[role=status]"));
        file.Database.SearchBacklog.Fill();
        // Without any article nothing is older than the index.
        Assert.Null((await _server.OpenAsync($"/articles?{query}")).QuerySelector("[role=status]"));
        await _server.PollAsync(1, Noon, Drafts.Draft("a", "one.example/a", "A boat", null, Noon));
        file.Database.SearchBacklog.Fill();
        Assert.Contains("older articles are not found yet", (await _server.OpenAsync($"/articles?{query}")).QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await _server.OpenAsync("/articles")).QuerySelector("[role=status]"));
    }

    [Fact]
    public async Task An_article_is_shown_with_its_text_and_its_sources_and_loads_nothing()
    {
        await _server.PollAsync(1, Noon, Drafts.Draft("a", "one.example/a", "A <i>boat</i>", "<h1>Head</h1><p>See <img src=\"https://elsewhere.example/x.png\" alt=\"a boat\"> there.</p><script>alert(1)</script>", Noon.AddHours(-1)) with
        {
            Authors = [new Person("Ada", null, null)],
            Categories = ["sea"],
            Enclosures = [new Enclosure("https://one.example/a.mp3", "audio/mpeg", 12_000)],
            ImageUrl = "https://one.example/big.png",
        });
        await _server.PollAsync(2, Noon.AddMinutes(1), Drafts.Draft("a", "one.example/a", "A <i>boat</i>"));
        var page = await _server.OpenAsync("/articles/1");
        Assert.Equal("A <i>boat</i>", page.Find("h1").Words());
        Assert.Equal(["Head", "See [image: a boat] there."], page.Find(".prose").Children.Select(part => part.Words()));
        Assert.Equal("H3", page.Find(".prose").Children[0].NodeName);
        Assert.Equal("https://elsewhere.example/x.png", page.Find(".prose a").GetAttribute("href"));
        var facts = page.QuerySelectorAll(".pairs dd").Select(fact => fact.Words()).ToList();
        Assert.Contains("https://one.example/feed?key=***", facts);
        Assert.Contains("Ada", facts);
        Assert.Contains("sea", facts);
        Assert.Contains("https://one.example/a.mp3 audio/mpeg, 11.7 KB", facts);
        Assert.Equal(2, page.QuerySelectorAll("section[aria-labelledby=sources] tbody tr").Length);
        Assert.DoesNotContain("secret", page.Source.Text, StringComparison.Ordinal);
        await _server.OpenAsync("/articles/999", 404);
    }

    [Fact]
    public async Task What_was_edited_is_told_word_by_word()
    {
        await _server.PollAsync(1, Noon, Drafts.Draft("a", "one.example/a", "Ship sinks", "<p>The ship sank in the old harbour on Monday morning.</p>", Noon));
        await _server.PollAsync(1, Noon.AddMinutes(10), Drafts.Draft("a", "one.example/a", "Ship saved", "<p>The ship was saved in the old harbour on Monday morning.</p>", Noon));
        var page = await _server.OpenAsync("/articles/1");
        var revision = Assert.Single(page.QuerySelectorAll(".revision"));
        Assert.StartsWith("Revision 2 20 min ago, edited:", revision.Find("h3").Words(), StringComparison.Ordinal);
        Assert.Equal(["removed: sinks (end)", "removed: sank (end)"], revision.QuerySelectorAll("del").Select(text => text.Words()));
        Assert.Equal(["added: saved (end)", "added: was saved (end)"], revision.QuerySelectorAll("ins").Select(text => text.Words()));
        Assert.Contains("in the old harbour on Monday morning.", revision.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_story_has_its_articles_and_they_lead_to_it()
    {
        var writer = new ReportWriter(Aggregator.Tests.Deduplicating.Stories.Script.Latin, 8);
        var body = string.Concat(writer.Paragraphs(writer.Topic(), 4).Select(text => $"<p>{text}</p>"));
        for (var feed = 1; feed <= 3; feed++)
            await _server.PollAsync(feed, Noon.AddMinutes(feed), Drafts.Draft($"{feed}", $"{feed}.example/a", $"News {feed}", body, Noon.AddMinutes(feed)));
        var line = Assert.Single((await _server.OpenAsync("/stories")).QuerySelectorAll("tbody tr")).Children.Select(cell => cell.Words()).ToList();
        Assert.Equal(("3", "News 1", "3", "27 min ago"), (line[0], line[1], line[2], line[5]));
        var story = await _server.OpenAsync((await _server.OpenAsync("/stories?hours=1")).Find("tbody th a").GetAttribute("href")!);
        Assert.Equal(["News 1", "News 2", "News 3"], Titles(story));
        Assert.Contains("its text is a copy", story.QuerySelectorAll("tbody tr")[1].Words(), StringComparison.Ordinal);
        var article = await _server.OpenAsync("/articles/2");
        Assert.Equal(["News 1", "News 3"], article.QuerySelectorAll("section[aria-labelledby=story] tbody th").Select(title => title.Words()));
        using var separated = await _server.SubmitAsync("/articles/separate", [new("article", "2")]);
        Assert.Contains("out of its story", (await _server.OpenAsync(separated.Headers.Location!.ToString())).Find("[role=status]").Words(), StringComparison.Ordinal);
        Assert.Null((await _server.OpenAsync("/articles/2")).QuerySelector("section[aria-labelledby=story]"));
        using var again = await _server.SubmitAsync("/articles/separate", [new("article", "2")]);
        Assert.Equal("/articles/2?did=alone", again.Headers.Location?.ToString());
        _server.Time.Advance(TimeSpan.FromHours(2));
        Assert.NotNull((await _server.OpenAsync("/stories?hours=1")).QuerySelector(".empty"));
        Assert.Single((await _server.OpenAsync("/stories?hours=nonsense")).QuerySelectorAll("tbody tr"));
        await _server.OpenAsync("/stories/999", 404);
    }

    [Fact]
    public async Task A_merge_is_undone_by_a_form_and_not_by_forms_of_other_sites()
    {
        await _server.PollAsync(1, Noon, Drafts.Draft("a", "one.example/a", "Title"));
        await _server.PollAsync(2, Noon, Drafts.Draft("a", "one.example/a", "Title"));
        using var foreign = await _server.SubmitAsync("/articles/split", [new("article", "1"), new("feed", "2")], ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        Assert.Equal(2, (await _server.OpenAsync("/articles/1")).QuerySelectorAll("form[action='/articles/split']").Length);
        using var split = await _server.SubmitAsync("/articles/split", [new("article", "1"), new("feed", "2")]);
        Assert.Equal("/articles/2?did=split&from=1", split.Headers.Location?.ToString());
        Assert.Contains("split off from article 1", (await _server.OpenAsync("/articles/2?did=split&from=1")).Find("[role=status]").Words(), StringComparison.Ordinal);
        Assert.Contains("split", (await _server.OpenAsync("/articles/1")).Find("section[aria-labelledby=repairs]").Words(), StringComparison.Ordinal);
        using var again = await _server.SubmitAsync("/articles/split", [new("article", "1"), new("feed", "2")]);
        Assert.Contains("Nothing was split off", (await _server.OpenAsync(again.Headers.Location!.ToString())).Find("[role=status]").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_only_read_is_offered_no_split()
    {
        await _server.PollAsync(1, Noon, Drafts.Draft("a", "one.example/a", "Title"));
        await _server.PollAsync(2, Noon, Drafts.Draft("a", "one.example/a", "Title"));
        var key = _server.AddKey("reader", KeyScope.Read);
        _server.Client.DefaultRequestHeaders.Add("X-API-Key", key);
        Assert.Empty((await _server.OpenAsync("/articles/1")).QuerySelectorAll("form[method=post]"));
    }

    private static List<string> Titles(IParentNode page) => [.. page.QuerySelectorAll("tbody th[scope=row] a").Select(link => link.Words())];
}
