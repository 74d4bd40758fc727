using AngleSharp.Dom;

namespace Aggregator.Normalizing.Pages;

/// <summary>Takes from a page what surrounds its article: by the names that sites give such parts, and by what such blocks say.</summary>
internal static class PageChrome
{
    /// <summary>Letters of paragraphs in a part that is never taken away, whatever its name: it holds the article.</summary>
    private const int ArticleLetters = 600;
    private const int AppealLetters = 400;
    private const int ReadAlsoLetters = 300;

    /// <summary>Taking a node away, or looking beside it, costs as much as its parent has children; no article has so much around it.</summary>
    private const int MostRemovals = 300;

    private const int MostLinksBehind = 30;

    private static readonly HashSet<string> Blocks = new(StringComparer.Ordinal)
    {
        "address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "li", "main", "ol", "p", "pre",
        "section", "table", "tbody", "td", "th", "tr", "ul",
    };

    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal) { "html", "head", "body", "main", "article" };

    /// <summary>Before the article is looked for.</summary>
    public static void RemoveParts(IElement root)
    {
        foreach (var element in root.QuerySelectorAll("nav, form, button, dialog, [role=navigation], [role=search], [role=dialog], [role=banner], [role=contentinfo]").ToList())
            RemoveUnlessArticle(element);
        foreach (var element in root.QuerySelectorAll("[class], [id]").ToList())
        {
            if (IsNamed(element))
                RemoveUnlessArticle(element);
        }
    }

    /// <summary>From the article that was found: blocks that say nothing of their own, in their order, so that a heading goes with what it introduces.</summary>
    public static void RemoveBlocks(IElement root)
    {
        foreach (var text in root.Descendants<IText>().Where(text => ChromeWords.Markers.Contains(ChromeWords.Plain(text.Data))).Take(MostRemovals).ToList())
        {
            if (IsAlone(text))
                text.Remove();
        }
        var left = MostRemovals;
        foreach (var block in root.QuerySelectorAll("*").Where(IsInnermost).ToList())
        {
            if (left > 0 && root.Contains(block) && IsChrome(block))
            {
                RemoveWithParents(block, root);
                left--;
            }
        }
    }

    private static bool IsChrome(IElement block)
    {
        var text = block.TextContent;
        if (text.Length > AppealLetters * 2)
            return false;
        var plain = ChromeWords.Plain(text);
        if (plain.Length == 0)
            return block.QuerySelector("img, video, audio, iframe, picture, svg, hr, br") is null && block.LocalName is not ("td" or "th");
        if (ChromeWords.Markers.Contains(plain) || IsShareBar(block, plain))
            return block.QuerySelector("img, video, audio, picture") is null;
        if (plain.Length <= AppealLetters && ChromeWords.Appeals.Any(appeal => plain.Contains(appeal, StringComparison.Ordinal)))
            return true;
        return LeadsElsewhere(block, text, plain);
    }

    /// <summary>"Read also" with a link behind it, or alone: then what follows it is links, and goes as well.</summary>
    private static bool LeadsElsewhere(IElement block, string text, string plain)
    {
        if (plain.Length > ReadAlsoLetters || ChromeWords.ReadAlso.FirstOrDefault(words => Begins(plain, words)) is not { } phrase)
            return false;
        if (plain.Length == phrase.Length)
        {
            for (var i = 0; i < MostLinksBehind && Next(block) is { } next && IsOnlyLinks(next); i++)
                next.Remove();
            return true;
        }
        var linked = block.QuerySelectorAll("a").Sum(a => a.TextContent.Trim().Length);
        return linked * 10 >= (text.Trim().Length - phrase.Length) * 7;
    }

    /// <summary>Followed by no further letter: "related" does not begin "relatedly". Scripts without blanks have none to go by.</summary>
    private static bool Begins(string plain, string words) =>
        plain.StartsWith(words, StringComparison.Ordinal) && (plain.Length == words.Length || !char.IsLetter(plain[words.Length]) || words[^1] > '\u2E7F');

    private static bool IsShareBar(IElement block, string plain)
    {
        var isLinked = block.QuerySelector("a") is not null;
        if (isLinked && ChromeWords.Networks.Contains(plain))
            return true;
        var parts = block.Descendants<IText>().Select(text => ChromeWords.Plain(text.Data)).Where(part => part.Length > 0).ToList();
        return parts.Count > 1 && parts.TrueForAll(part => ChromeWords.Markers.Contains(part) || ChromeWords.Networks.Contains(part))
            && (isLinked || parts.Exists(ChromeWords.Markers.Contains));
    }

    private static bool IsOnlyLinks(IElement element)
    {
        var letters = element.TextContent.Count(char.IsLetterOrDigit);
        return letters == 0 ? element.QuerySelector("img, video, audio, picture") is null
            : element.QuerySelectorAll("a").Sum(a => a.TextContent.Count(char.IsLetterOrDigit)) * 10 >= letters * 9;
    }

    /// <summary>Behind a heading that stands alone in its own container, what follows the container.</summary>
    private static IElement? Next(IElement block)
    {
        var element = block;
        while (element.NextElementSibling is null && element.ParentElement is { } parent && parent.ChildElementCount == 1)
            element = parent;
        return element.NextElementSibling;
    }

    private static bool IsInnermost(IElement element) => Blocks.Contains(element.LocalName) && !element.Children.Any(HasBlocks);

    private static bool HasBlocks(IElement element) => Blocks.Contains(element.LocalName) || element.Children.Any(HasBlocks);

    /// <summary>A text between line breaks or blocks is a block without an element.</summary>
    private static bool IsAlone(IText text) => IsEdge(text.PreviousSibling) && IsEdge(text.NextSibling) && text.ParentElement is { } parent && Blocks.Contains(parent.LocalName);

    private static bool IsEdge(INode? node) => node is null or IElement { LocalName: "br" or "hr" } || (node is IElement element && Blocks.Contains(element.LocalName));

    private static bool IsNamed(IElement element) => Words(element.ClassName).Concat(Words(element.Id)).Any(ChromeWords.Names.Contains);

    /// <summary>Of <c>post-share_bar</c> and <c>postShareBar</c> the words post, share and bar.</summary>
    private static IEnumerable<string> Words(string? name)
    {
        var start = 0;
        for (var i = 0; i <= (name?.Length ?? -1); i++)
        {
            var isEnd = i == name!.Length || !char.IsAsciiLetter(name[i]);
            if (!isEnd && !(char.IsAsciiLetterUpper(name[i]) && i > start && char.IsAsciiLetterLower(name[i - 1])))
                continue;
            if (i > start)
                yield return name[start..i].ToLowerInvariant();
            start = isEnd ? i + 1 : i;
        }
    }

    private static void RemoveUnlessArticle(IElement element)
    {
        if (!Kept.Contains(element.LocalName) && element.QuerySelector("article, main, h1") is null
            && element.QuerySelectorAll("p").Sum(p => p.TextContent.Length) < ArticleLetters)
            element.Remove();
    }

    private static void RemoveWithParents(IElement block, IElement root)
    {
        var parent = block.ParentElement;
        block.Remove();
        while (parent is not null && parent != root && parent.ChildElementCount == 0 && string.IsNullOrWhiteSpace(parent.TextContent))
        {
            var empty = parent;
            parent = parent.ParentElement;
            empty.Remove();
        }
    }
}
