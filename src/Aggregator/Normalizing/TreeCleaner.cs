using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Aggregator.Normalizing;

/// <summary>
/// Cleans HTML of any kind: AngleSharp builds the tree that browsers would build, an iterative walk writes what the allow-list lets through. Right for
/// everything, but ten times slower than <see cref="StreamCleaner"/>. The caller has asked <see cref="NestingScan"/>.
/// </summary>
internal static class TreeCleaner
{
    private const string Xhtml = "http://www.w3.org/1999/xhtml";

    // As browsers with scripts see it: what is inside noscript is text to them.
    private static readonly HtmlParserOptions Options = new()
    {
        IsScripting = true,
        SkipComments = true,
        DisableElementPositionTracking = true,
    };

    public static void Clean(string html, ref MarkupWriter writer)
    {
        var parser = new HtmlParser(Options);
        using var document = parser.ParseDocument("<!DOCTYPE html><body>");
        var open = new Stack<(INodeList Nodes, int Next, ElementRule? End)>();
        open.Push((parser.ParseFragment(html, document.Body!), 0, null));
        while (open.Count > 0 && !writer.IsFull)
        {
            var (nodes, next, end) = open.Pop();
            if (next == nodes.Length)
            {
                if (end is not null)
                    writer.End(end);
                continue;
            }
            open.Push((nodes, next + 1, end));
            if (nodes[next] is IText text)
                writer.Text(TextScrubber.Scrub(text.Data));
            else if (nodes[next] is IElement element)
                Enter(element, open, ref writer);
        }
    }

    private static void Enter(IElement element, Stack<(INodeList Nodes, int Next, ElementRule? End)> open, ref MarkupWriter writer)
    {
        if (element.NamespaceUri != Xhtml)
        {
            // Foreign text is shown, foreign scripts, styles and descriptions are not.
            if (element.LocalName is not ("script" or "style" or "title" or "desc" or "metadata" or "annotation" or "annotation-xml"))
                open.Push((element.ChildNodes, 0, null));
            return;
        }
        var rule = MarkupRules.Of(element.LocalName);
        if (rule.Fate == ElementFate.Dropped)
            return;
        var shown = false;
        if (rule.Fate == ElementFate.Kept)
        {
            foreach (var attribute in element.Attributes)
            {
                if (MarkupWriter.Wants(rule, attribute.Name))
                    writer.Attribute(rule, attribute.Name, TextScrubber.Scrub(attribute.Value));
            }
            shown = writer.Start(rule);
        }
        if (rule.Is(ElementTraits.Void))
            return;
        if (rule.Is(ElementTraits.Raw))
        {
            if (shown)
                writer.End(rule);
            return;
        }
        open.Push((element.ChildNodes, 0, shown ? rule : null));
    }
}
