using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using SmartReader;

namespace Aggregator.Normalizing.Pages;

/// <summary>
/// Finds the text of an article on its page. What surrounds it is taken away before and after; sanitising is the last step, whatever was found. Nothing
/// is fetched or executed.
/// </summary>
internal static class ArticleExtractor
{
    /// <summary>Shorter than this is a teaser or a notice, not an article.</summary>
    private const int LeastLetters = 140;
    private const int MostElements = 12_000;

    public static PageText Extract(string html, Uri url)
    {
        if (html.Length > NormalizingLimits.CleanMarkup || !NestingScan.IsCheap(html))
            return new PageText.Missing("The page is too large or too deeply nested to be read.");
        using var page = new HtmlParser().ParseDocument(html);
        if (page.DocumentElement is not { } root)
            return new PageText.Missing("The page is empty.");
        PageChrome.RemoveParts(root);
        // Finding the article takes time that grows faster than the page.
        if (root.GetElementsByTagName("*").Length > MostElements)
            return new PageText.Missing("The page has too many elements to be read.");
        if (Read(page, url) is not { } found)
            return new PageText.Missing("No article was found on the page.");
        using var fragment = new HtmlParser().ParseDocument(found);
        PageChrome.RemoveBlocks(fragment.Body!);
        if (fragment.Body!.TextContent.Count(char.IsLetterOrDigit) < LeastLetters)
            return new PageText.Missing("What was found on the page is too short to be its article.");
        return MarkupCleaner.Clean(fragment.Body.InnerHtml, url) is { } clean
            ? new PageText.Found(clean)
            : new PageText.Missing("Nothing of the page is left once it is sanitised.");
    }

    private static string? Read(IHtmlDocument page, Uri url)
    {
        // Addresses are resolved against the page's own base here; what is left relative is by the sanitiser.
        using var reader = new Reader(url.AbsoluteUri, page) { MaxElemsToParse = MostElements, ContinueIfNotReadable = true, CharThreshold = LeastLetters };
        try
        {
            var article = reader.GetArticle();
            return string.IsNullOrWhiteSpace(article.Content) ? null : article.Content;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The boundary to code that throws whatever it meets: too many elements, odd trees. The page has no text for us then.
            return null;
        }
    }
}
