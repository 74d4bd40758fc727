using System.Buffers;
using System.Collections.Immutable;
using System.Xml.Linq;
using Aggregator.Parsing.Trees;

namespace Aggregator.Parsing.Fields;

/// <summary>Authors: structured ones, and the strings of RSS that hide a name and a mail address.</summary>
internal static class PersonReader
{
    private static readonly SearchValues<char> NotInAddresses = SearchValues.Create(" \t\r\n<>()");

    /// <summary>All persons of the first of these elements that names anybody.</summary>
    public static ImmutableArray<ParsedPerson> First(XElement parent, BaseChain bases, params ReadOnlySpan<XName> names)
    {
        foreach (var name in names)
        {
            ImmutableArray<ParsedPerson>.Builder? found = null;
            foreach (var element in parent.Children(name))
            {
                if (Read(element, bases) is not { } person)
                    continue;
                found ??= ImmutableArray.CreateBuilder<ParsedPerson>(1);
                if (found.Count < ParsingLimits.ListMembers && !found.Contains(person))
                    found.Add(person);
            }

            if (found is not null)
                return found.DrainToImmutable();
        }

        return [];
    }

    private static ParsedPerson? Read(XElement element, BaseChain bases)
    {
        if (!element.HasElements)
            return Split(TextConstruct.Text(element));
        var space = element.Name.Namespace;
        var name = TextConstruct.Text(Elements.First(element, space + "name", Namespaces.Atom + "name", "name"));
        var email = Elements.FirstValue(element, space + "email", Namespaces.Atom + "email", "email");
        var uri = Elements.First(element, space + "uri", space + "url", space + "homepage", "url", Namespaces.Atom + "uri");
        var url = uri is null ? null : UrlResolver.Resolve(uri.Value, bases.Of(uri));
        if (name is null && email is null && url is null)
            return Split(TextOf(element));
        if (name is not null && email is null && Split(name) is { Email: not null } split)
            (name, email) = (split.Name, split.Email);
        return new ParsedPerson(name, email, url);
    }

    private static ParsedText? TextOf(XElement element)
    {
        var own = string.Concat(element.Nodes().OfType<XText>().Select(t => t.Value));
        return string.IsNullOrWhiteSpace(own) ? null : new ParsedText(own, TextForm.Undeclared);
    }

    /// <summary><c>a@b (N)</c>, <c>N (a@b)</c>, <c>N &lt;a@b&gt;</c>, a bare address; anything else is a name.</summary>
    public static ParsedPerson? Split(ParsedText? text)
    {
        if (text is null || text.Value.Length > ParsingLimits.ScalarCharacters)
            return null;
        var value = text.Value.AsSpan().Trim();
        if (value.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
            value = value["mailto:".Length..];
        if (value.IsEmpty)
            return null;
        if (IsAddress(value))
            return new ParsedPerson(null, value.ToString(), null);
        foreach (var (open, close) in (ReadOnlySpan<(string, string)>)[("(", ")"), ("<", ">"), ("&lt;", "&gt;"), ("[", "]")])
        {
            var start = value.LastIndexOf(open);
            if (start < 0 || !value.EndsWith(close, StringComparison.Ordinal))
                continue;
            var inside = value[(start + open.Length)..^close.Length].Trim();
            var outside = value[..start].Trim();
            if (inside.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
                inside = inside["mailto:".Length..];
            if (IsAddress(inside))
                return new ParsedPerson(Name(outside.Trim('"'), text), inside.ToString(), null);
            if (IsAddress(outside))
                return new ParsedPerson(Name(inside, text), outside.ToString(), null);
        }

        return new ParsedPerson(text, null, null);
    }

    private static ParsedText? Name(ReadOnlySpan<char> name, ParsedText source) => name.IsEmpty ? null : source with { Value = name.ToString() };

    private static bool IsAddress(ReadOnlySpan<char> value)
    {
        var at = value.IndexOf('@');
        return at > 0 && at < value.Length - 1 && value[(at + 1)..].IndexOf('@') < 0 && !value.ContainsAny(NotInAddresses);
    }
}
