using Aggregator.Normalizing.Pages;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Aggregator.Tests.Normalizing.Pages;

public sealed class ArticleExtractorTests
{
    private static readonly Uri Url = new("https://news.example/2026/article");
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Normalizing", "Pages", "Cases");

    public static TheoryData<string> Pages { get; } = [.. Directory.EnumerateFiles(Folder, "*.html").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Of_a_page_the_article_is_left_whole_and_nothing_around_it(string page)
    {
        var found = Found(File.ReadAllText(Path.Combine(Folder, page + ".html")));
        Assert.Equal(File.ReadAllLines(Path.Combine(Folder, page + ".txt")), Lines(found));
    }

    [Fact]
    public void What_comes_out_is_sanitised_and_its_addresses_are_absolute()
    {
        var found = Found(Article($"""<p>{Sentence} <a href="/more" onclick="steal()">More of it</a> <img src="x.png" onerror="steal()"></p><script>steal()</script><p><a href="javascript:steal()">{Sentence}</a></p>"""));
        Assert.DoesNotContain("steal", found, StringComparison.Ordinal);
        Assert.Contains("https://news.example/more", found, StringComparison.Ordinal);
        Assert.Contains("https://news.example/2026/x.png", found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<p>Please log in.</p>")]
    [InlineData("<html><body><div class=x><a href=/1>One</a><a href=/2>Two</a></div></body></html>")]
    public void A_page_without_an_article_says_so(string html) => Assert.IsType<PageText.Missing>(ArticleExtractor.Extract(html, Url));

    [Fact]
    public void A_page_that_is_all_nesting_is_refused_and_not_read() =>
        Assert.IsType<PageText.Missing>(ArticleExtractor.Extract(string.Concat(Enumerable.Repeat("<div class=share><b><i>", 200_000)), Url));

    [Fact]
    public void A_page_of_too_many_elements_is_refused_and_not_read() => Assert.Contains(
        "too many elements",
        Assert.IsType<PageText.Missing>(ArticleExtractor.Extract(Article(string.Concat(Enumerable.Repeat("<p>one, two</p>", 12_001))), Url)).Reason,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Advertisement spending in the region fell by a third.")]
    [InlineData("Read also the second chapter, the author advises, before judging him.")]
    [InlineData("Share prices rose, and nobody knew why.")]
    [InlineData("Related deaths are counted apart.")]
    [InlineData("Source: the ministry")]
    [InlineData("Details: two of them stayed")]
    [InlineData("Recall: it had all begun in March")]
    public void A_paragraph_that_only_begins_like_chrome_stays(string paragraph) =>
        Assert.Contains(paragraph, Lines(Found(Article($"<p>{Sentence}</p><p>{paragraph}</p><p>{Sentence}</p>"))));

    [Fact]
    public void A_list_of_networks_in_an_article_is_text_and_one_of_links_is_a_share_bar()
    {
        var lines = Lines(Found(Article(
            $"<p>{Sentence}</p><p>Three were named:</p><ul><li>Facebook</li><li>Telegram</li><li>X</li></ul><p>{Sentence}</p><ul><li><a href='#'>Facebook</a></li><li><a href='#'>WhatsApp</a></li></ul>")));
        Assert.Equal([Sentence, "Three were named:", "Facebook", "Telegram", "X", Sentence], lines);
    }

    private const string Sentence =
        "The harbour was quiet that morning, and those who had come to see the ships leave stood about in small groups, talking of the weather, of prices, and of the long winter behind them.";

    private static string Article(string body) => $"<html><head><title>T</title></head><body><article><h1>T</h1>{body}</article></body></html>";

    private static string Found(string html) => Assert.IsType<PageText.Found>(ArticleExtractor.Extract(html, Url)).Html;

    /// <summary>What a reader sees, a line for each block.</summary>
    private static List<string> Lines(string html)
    {
        using var document = new HtmlParser().ParseDocument(html);
        var text = new System.Text.StringBuilder();
        foreach (var node in document.Body!.Descendants())
        {
            if (node is IElement { LocalName: "p" or "div" or "li" or "h1" or "h2" or "h3" or "h4" or "figure" or "figcaption" or "section" or "td" or "br" or "ul" or "article" })
                text.Append('\n');
            else if (node is IText piece)
                text.Append(piece.Data.Replace('\n', ' '));
        }
        return [.. text.ToString().Split('\n').Select(line => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Where(line => line.Length > 0)];
    }
}
