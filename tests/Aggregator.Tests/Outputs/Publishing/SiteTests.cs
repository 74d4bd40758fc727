using System.Text;
using Aggregator.Fetching;
using Aggregator.Outputs.Publishing;
using Aggregator.Parsing;
using Aggregator.Storage;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Storage;
using Aggregator.Tests.Storage.Databases;
using AngleSharp.Html.Parser;

namespace Aggregator.Tests.Outputs.Publishing;

public sealed class SiteOnSqlite() : SiteTests(new SqliteTestDatabase());

public sealed class SiteOnPostgres() : SiteTests(new PostgresTestDatabase());

public abstract class SiteTests(TestDatabase file) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aggregator-site-");

    [Fact]
    public async Task Pages_show_the_newest_articles_by_day_with_links_to_their_tags()
    {
        await StoreAsync();
        var files = Build(new Uri("https://planet.example/x/"));
        Assert.Equal(
            ["atom.xml", "feeds.html", "index.html", "style.css", "tags/c-c-2.html", "tags/c-c-2.xml", "tags/c-c.html", "tags/c-c.xml", "tags/новини.html", "tags/новини.xml"],
            files.Keys.Order(StringComparer.Ordinal));
        using var page = new HtmlParser().ParseDocument(files["index.html"]);
        Assert.Equal(["2026-03-02", "2026-03-01"], page.QuerySelectorAll("section > h2").Select(h => h.TextContent));
        Assert.Equal(["Second & <last>", "First"], page.QuerySelectorAll("h3").Select(h => h.TextContent));
        Assert.Equal("https://a.example/2", page.QuerySelector("h3 a")!.GetAttribute("href"));
        Assert.Equal("<p>Body <b>two</b></p>", page.QuerySelector(".content")!.InnerHtml);
        Assert.Empty(page.QuerySelectorAll("script"));
        Assert.All(page.QuerySelectorAll("nav a, a.tag").Select(a => Uri.UnescapeDataString(a.GetAttribute("href")!)), href => Assert.Contains(href, files.Keys));

        using var tagged = new HtmlParser().ParseDocument(files["tags/новини.html"]);
        Assert.Equal("../style.css", tagged.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href"));
        Assert.Equal(2, tagged.QuerySelectorAll("article").Length);
    }

    [Fact]
    public async Task Its_feeds_can_be_read_by_our_own_reader()
    {
        await StoreAsync();
        var files = Build(new Uri("https://planet.example/x/"));
        var document = new Document { Body = Encoding.UTF8.GetBytes(files["tags/новини.xml"]), Url = new Uri("https://planet.example/x/") };
        var feed = Assert.IsType<ParseOutcome.Parsed>(new FeedParser().Parse(document)).Feed;
        Assert.Empty(feed.Diagnostics);
        Assert.Equal("https://planet.example/x/tags/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8.xml", feed.FeedUrl);
        Assert.Equal(["https://a.example/2", "https://a.example/1"], feed.Entries.Select(entry => entry.Url));
        Assert.Equal("<p>Body <b>two</b></p>", feed.Entries[0].Content!.Value);
        Assert.Equal("https://planet.example/x/articles/2", feed.Entries[0].Id);
    }

    [Fact]
    public async Task The_text_of_the_page_is_shown_where_there_is_one()
    {
        await StoreAsync();
        file.Execute("INSERT INTO full_texts (article_id, revision, feed_id, url, host, content) VALUES (2, 1, 1, 'https://a.example/2', 'a.example:443', '<p>All of it</p>')");
        Assert.Contains("<p>All of it</p>", Build(null)["index.html"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_without_articles_makes_a_site_too() => Assert.Contains("no articles yet", Build(null)["index.html"], StringComparison.Ordinal);

    [Fact]
    public async Task Only_what_changed_is_written_and_only_our_own_files_go()
    {
        await StoreAsync();
        var files = Build(null);
        var all = files.Select(f => new SiteFile(f.Key, f.Value)).ToList();
        Assert.Equal((all.Count, 0), SiteWriter.Write(_folder.FullName, all));
        File.WriteAllText(Path.Combine(_folder.FullName, "robots.txt"), "mine");
        Assert.Equal((0, 0), SiteWriter.Write(_folder.FullName, all));
        Assert.Equal((1, 2), SiteWriter.Write(_folder.FullName, all.Where(f => !f.Path.StartsWith("tags/новини", StringComparison.Ordinal)).Select(f => f.Path == "index.html" ? f with { Content = "x" } : f)));
        Assert.True(File.Exists(Path.Combine(_folder.FullName, "robots.txt")));
        Assert.False(File.Exists(Path.Combine(_folder.FullName, "tags", "новини.html")));
    }

    [Fact]
    public void What_the_list_of_an_earlier_site_says_removes_nothing_outside()
    {
        var inner = Directory.CreateDirectory(Path.Combine(_folder.FullName, "site")).FullName;
        var outside = Path.Combine(_folder.FullName, "precious.txt");
        File.WriteAllText(outside, "kept");
        File.WriteAllText(Path.Combine(inner, ".aggregator-site"), $"../precious.txt\n{outside}\n\n");
        SiteWriter.Write(inner, [new SiteFile("index.html", "x")]);
        Assert.True(File.Exists(outside));
    }

    [Fact]
    public void Own_templates_take_the_place_of_those_of_their_name_and_mistakes_in_them_are_told()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "page.html"), "{{site}}: mine");
        Assert.Equal("T: mine", Build(null, SiteTemplates.Read(_folder.FullName, out _))["index.html"]);
        File.WriteAllText(Path.Combine(_folder.FullName, "feeds.html"), "{{#feeds}}");
        Assert.Null(SiteTemplates.Read(_folder.FullName, out var problem));
        Assert.EndsWith("feeds.html: line 1: {{#feeds}} is not closed", problem, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        file.Dispose();
        GC.SuppressFinalize(this);
    }

    private Dictionary<string, string> Build(Uri? home, SiteTemplates? templates = null) =>
        new SiteBuilder(new ArticleStore(file.Database), new FeedStore(file.Database), templates ?? SiteTemplates.Read(null, out _)!, new SiteWish("T", home, 10))
            .Build(TestPolls.Noon).ToDictionary(f => f.Path, f => f.Content);

    private async Task StoreAsync()
    {
        await using var harness = new WriterHarness(file, "https://a.example/feed");
        file.Execute("UPDATE feeds SET tags = '[\"C&C\",\"c/c\",\"Новини\"]' WHERE id = 1");
        await harness.Write(TestPolls.Poll(
            harness.Claim(1), TestPolls.Noon.AddDays(2),
            Drafts.Draft("1", "a.example/1", "First", "<p>Body one</p>", TestPolls.Noon), Drafts.Draft("2", "a.example/2", "Second & <last>", "<p>Body <b>two</b></p>", TestPolls.Noon.AddDays(1))));
    }
}
