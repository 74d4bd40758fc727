using System.Collections.Immutable;
using System.Xml.Linq;
using Aggregator.Parsing.Trees;

namespace Aggregator.Parsing.Fields;

/// <summary>Categories, subjects, keywords and tags, each once, in the order of their kinds.</summary>
internal static class CategoryReader
{
    private static readonly XName Category = "category";
    private static readonly XName AtomCategory = Namespaces.Atom + "category";
    private static readonly XName ItunesCategory = Namespaces.Itunes + "category";
    private static readonly XName Subject = Namespaces.DublinCore + "subject";
    private static readonly XName MediaCategory = Namespaces.Media + "category";
    private static readonly XName MediaGroup = Namespaces.Media + "group";
    private static readonly XName[] Keywords = [Namespaces.Itunes + "keywords", Namespaces.GooglePlay + "keywords", "tags"];

    public static ImmutableArray<ParsedText> Read(XElement parent)
    {
        var found = new List<ParsedText>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var node = parent.FirstNode; node is not null; node = node.NextNode)
        {
            if (node is not XElement element)
                continue;
            if (element.Name == Category)
                Add(TextConstruct.Text(element) ?? Plain(element, "label") ?? Plain(element, "term"));
            else if (element.Name == AtomCategory)
                Add(Plain(element, "label") ?? Plain(element, "term") ?? TextConstruct.Text(element));
        }

        foreach (var element in parent.Children(Subject))
            Add(TextConstruct.Text(element));
        AddItunes(parent);
        AddMedia(parent);
        if (parent.Element(MediaGroup) is { } group)
            AddMedia(group);
        foreach (var name in Keywords)
        {
            foreach (var element in parent.Children(name))
                AddSplit(element.Value);
        }

        return [.. found];

        void Add(ParsedText? text)
        {
            if (text is not null && found.Count < ParsingLimits.ListMembers && seen.Add(text.Value.Trim()))
                found.Add(text);
        }

        void AddItunes(XElement outer)
        {
            foreach (var element in outer.Children(ItunesCategory))
            {
                Add(Plain(element, "text"));
                AddItunes(element);
            }
        }

        void AddMedia(XElement outer)
        {
            foreach (var element in outer.Children(MediaCategory))
                Add(Plain(element, "label") ?? TextConstruct.Text(element));
        }

        void AddSplit(string value)
        {
            foreach (var part in value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                Add(new ParsedText(part, TextForm.Undeclared));
        }
    }

    private static ParsedText? Plain(XElement element, XName attribute) =>
        Elements.Attribute(element, attribute) is { } value ? new ParsedText(value, TextForm.Plain) : null;
}
