using System.Collections.Immutable;
using System.Xml.Linq;
using Aggregator.Parsing.Trees;

namespace Aggregator.Parsing.Fields;

/// <summary>Categories, subjects, keywords and tags, each once, in the order of their kinds.</summary>
internal static class CategoryReader
{
    private static readonly XName ItunesCategory = Namespaces.Itunes + "category";

    public static ImmutableArray<ParsedText> Read(XElement parent)
    {
        var found = new List<ParsedText>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in parent.Elements())
        {
            if (element.Name == "category")
                Add(TextConstruct.Text(element) ?? Plain(element, "label") ?? Plain(element, "term"));
            else if (element.Name == Namespaces.Atom + "category")
                Add(Plain(element, "label") ?? Plain(element, "term") ?? TextConstruct.Text(element));
        }

        foreach (var element in parent.Elements(Namespaces.DublinCore + "subject"))
            Add(TextConstruct.Text(element));
        AddItunes(parent);
        AddMedia(parent);
        if (parent.Element(Namespaces.Media + "group") is { } group)
            AddMedia(group);
        foreach (var name in (ReadOnlySpan<XName>)[Namespaces.Itunes + "keywords", Namespaces.GooglePlay + "keywords", "tags"])
        {
            foreach (var element in parent.Elements(name))
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
            foreach (var element in outer.Elements(ItunesCategory))
            {
                Add(Plain(element, "text"));
                AddItunes(element);
            }
        }

        void AddMedia(XElement outer)
        {
            foreach (var element in outer.Elements(Namespaces.Media + "category"))
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
