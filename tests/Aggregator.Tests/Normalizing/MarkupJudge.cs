using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Aggregator.Tests.Normalizing;

/// <summary>
/// Reads cleaned HTML with a parser of its own, as browsers with and without scripts do, and names everything that could run, reach out of the
/// article or send data. It has its own lists: it shares nothing with the cleaner.
/// </summary>
internal static class MarkupJudge
{
    private static readonly HashSet<string> Elements =
    [
        .. ("a abbr acronym address article aside audio b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em "
            + "event-source figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i iframe img ins kbd li main mark nav ol p picture pre q rb rp rt rtc ruby s "
            + "samp section small source span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var video wbr").Split(' '),
    ];

    private static readonly HashSet<string> Attributes =
    [
        .. ("href src srcset alt title width height colspan rowspan span datetime cite lang dir poster type start value reversed open rel controls "
            + "allowfullscreen").Split(' '),
    ];

    private static readonly string[] Frames = ["https://www.youtube.com/", "https://player.vimeo.com/", "https://www.youtube-nocookie.com/"];

    public static List<string> Faults(string? html)
    {
        var faults = new List<string>();
        if (html is null)
            return faults;
        if (html.Any(c => char.IsControl(c) && c is not ('\n' or '\t')))
            faults.Add("a control character");
        foreach (var scripting in new[] { false, true })
        {
            using var document = new HtmlParser(new HtmlParserOptions { IsScripting = scripting }).ParseDocument("<!DOCTYPE html><body>" + html);
            if (document.Head!.ChildNodes.Length > 0 || document.Body!.Attributes.Length > 0)
                faults.Add("something outside the body");
            Judge(document.Body!, faults);
        }
        return faults;
    }

    private static void Judge(IElement root, List<string> faults)
    {
        foreach (var node in root.Descendants())
        {
            if (node is not (IElement or IText))
                faults.Add(node.NodeType.ToString());
            if (node is not IElement element)
                continue;
            if (element.NamespaceUri != "http://www.w3.org/1999/xhtml" || !Elements.Contains(element.LocalName))
                faults.Add($"<{element.LocalName}>");
            if (element.LocalName is "iframe" && (element.TextContent.Length > 0 || !Frames.Any(element.GetAttribute("src")!.StartsWith)))
                faults.Add("iframe " + element.GetAttribute("src"));
            foreach (var attribute in element.Attributes)
                Judge(element, attribute, faults);
        }
    }

    private static void Judge(IElement element, IAttr attribute, List<string> faults)
    {
        if (!Attributes.Contains(attribute.Name))
            faults.Add($"{element.LocalName}@{attribute.Name}");
        if (attribute.Name is not ("href" or "src" or "cite" or "poster" or "srcset"))
            return;
        var url = new string([.. attribute.Value.Where(c => c > ' ' && !char.IsControl(c))]);
        var isData = element.LocalName is "img" && attribute.Name is "src"
            && new[] { "png", "jpeg", "jpg", "gif", "webp", "avif" }.Any(type => url.StartsWith($"data:image/{type}", StringComparison.OrdinalIgnoreCase));
        var isMail = attribute.Name is "href" && (url.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) || url.StartsWith("tel:", StringComparison.OrdinalIgnoreCase));
        if (!isData && !isMail && !url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !url.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            faults.Add($"{attribute.Name}={attribute.Value}");
        if (attribute.Name is "srcset" && url.Contains("script:", StringComparison.OrdinalIgnoreCase) && !url.Contains("http", StringComparison.OrdinalIgnoreCase))
            faults.Add("srcset=" + attribute.Value);
    }
}
