using System.Net;
using System.Text;

namespace Aggregator.Outputs.Publishing;

/// <summary>
/// A text with places: <c>{{name}}</c> is a value, <c>{{#name}} … {{/name}}</c> is repeated for each item of a list or shown when there is a value,
/// <c>{{^name}} … {{/name}}</c> is shown when there is none. Everything else is itself.
/// </summary>
internal sealed class Template
{
    private readonly List<Part> _parts;

    private Template(List<Part> parts) => _parts = parts;

    /// <summary>The template, or null and what is wrong with it: a sentence that names the line.</summary>
    public static Template? Read(string text, out string? problem)
    {
        var open = new Stack<(string Name, bool IsInverted, int Line, List<Part> Outer)>();
        var parts = new List<Part>();
        problem = null;
        for (var at = 0; ;)
        {
            var start = text.IndexOf("{{", at, StringComparison.Ordinal);
            parts.Add(new Part.Literal(start < 0 ? text[at..] : text[at..start]));
            if (start < 0)
                break;
            var end = text.IndexOf("}}", start, StringComparison.Ordinal);
            var line = text.AsSpan(0, start).Count('\n') + 1;
            if (end < 0)
                return Refuse($"line {line}: {{{{ is not closed by }}}}", out problem);
            var tag = text[(start + 2)..end].Trim();
            var name = tag.TrimStart('#', '^', '/').Trim();
            if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c)))
                return Refuse($"line {line}: {{{{{tag}}}}} must hold a name of letters and digits", out problem);
            switch (tag[0])
            {
                case '#' or '^':
                    open.Push((name, tag[0] == '^', line, parts));
                    parts = [];
                    break;
                case '/' when open.TryPop(out var section) && section.Name == name:
                    section.Outer.Add(new Part.Section(name, section.IsInverted, parts));
                    parts = section.Outer;
                    break;
                case '/':
                    return Refuse($"line {line}: {{{{{tag}}}}} closes what was not opened last", out problem);
                default:
                    parts.Add(new Part.Value(name));
                    break;
            }
            at = end + 2;
        }
        return open.TryPop(out var unclosed) ? Refuse($"line {unclosed.Line}: {{{{#{unclosed.Name}}}}} is not closed", out problem) : new Template(parts);
    }

    public string Fill(TemplateScope scope)
    {
        var text = new StringBuilder();
        Fill(text, _parts, scope);
        return text.ToString();
    }

    private static void Fill(StringBuilder text, List<Part> parts, TemplateScope scope)
    {
        foreach (var part in parts)
        {
            switch (part)
            {
                case Part.Literal literal:
                    text.Append(literal.Text);
                    break;
                case Part.Value value:
                    text.Append(scope.Find(value.Name) switch
                    {
                        TemplateMarkup markup => markup.Html,
                        string plain => WebUtility.HtmlEncode(plain),
                        _ => "",
                    });
                    break;
                case Part.Section section:
                    FillSection(text, section, scope);
                    break;
            }
        }
    }

    private static void FillSection(StringBuilder text, Part.Section section, TemplateScope scope)
    {
        var value = scope.Find(section.Name);
        var isThere = value is not (null or List<TemplateScope> { Count: 0 });
        if (section.IsInverted != isThere)
        {
            foreach (var inner in isThere && value is List<TemplateScope> items ? items : [scope])
                Fill(text, section.Parts, inner);
        }
    }

    private static Template? Refuse(string why, out string? problem)
    {
        problem = why;
        return null;
    }

    private abstract record Part
    {
        public sealed record Literal(string Text) : Part;

        public sealed record Value(string Name) : Part;

        public sealed record Section(string Name, bool IsInverted, List<Part> Parts) : Part;
    }
}
