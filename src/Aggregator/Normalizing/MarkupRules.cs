using System.Collections.Frozen;
using static Aggregator.Normalizing.ElementFate;
using static Aggregator.Normalizing.ElementTraits;

namespace Aggregator.Normalizing;

/// <summary>
/// The allow-list. What is not in it by name is never written: an unknown element loses its tag, an unknown attribute goes. <c>style</c>, <c>class</c>,
/// <c>id</c> and <c>name</c> are left out on purpose: they reach into the page that shows the article (overlays, clobbered scripts).
/// No foreign (SVG, MathML), raw-text or form element is kept, so that every parser reads the output in the same way; the only exception,
/// <c>iframe</c>, is written without content.
/// </summary>
internal static class MarkupRules
{
    public static readonly ElementRule Unknown = new("", Unwrapped, None, []);

    private const ElementTraits Block = Special | ClosesParagraph;

    private static readonly AttributeRule[] Global =
        [new("title", AttributeKind.Text), new("lang", AttributeKind.Language), new("dir", AttributeKind.Direction)];

    private static readonly AttributeRule Cite = new("cite", AttributeKind.Citation);
    private static readonly AttributeRule DateTime = new("datetime", AttributeKind.DateTime);
    private static readonly AttributeRule Width = new("width", AttributeKind.Size);
    private static readonly AttributeRule Height = new("height", AttributeKind.Size);
    private static readonly AttributeRule MediaSource = new("src", AttributeKind.Media);
    private static readonly AttributeRule ColumnSpan = new("colspan", AttributeKind.Number);
    private static readonly AttributeRule RowSpan = new("rowspan", AttributeKind.Number);
    private static readonly AttributeRule SourceSet = new("srcset", AttributeKind.SourceSet);
    private static readonly AttributeRule MediaType = new("type", AttributeKind.MediaType);

    private static readonly FrozenDictionary<string, ElementRule> Rules = List().ToFrozenDictionary(rule => rule.Name, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, ElementRule>.AlternateLookup<ReadOnlySpan<char>> ByName =
        Rules.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Most attributes that any element may keep.</summary>
    public static int MostAttributes { get; } = Rules.Values.Max(rule => rule.Attributes.Length);

    public static ElementRule Of(ReadOnlySpan<char> name) => ByName.TryGetValue(name, out var rule) ? rule : Unknown;

    /// <summary>Whether HTML has, or had, an element of that name.</summary>
    public static bool IsKnown(ReadOnlySpan<char> name) => ByName.ContainsKey(name);

    private static IEnumerable<ElementRule> List()
    {
        // Text.
        foreach (var name in Names("b big code em i s small strike strong tt u"))
            yield return Keep(name, Formatting);
        foreach (var name in Names("abbr acronym bdi bdo cite dfn event-source kbd mark picture samp span sub sup var"))
            yield return Keep(name, None);
        yield return Keep("a", Formatting, new AttributeRule("href", AttributeKind.Link));
        yield return Keep("q", None, Cite);
        yield return Keep("del", None, Cite, DateTime);
        yield return Keep("ins", None, Cite, DateTime);
        yield return Keep("time", None, DateTime);
        yield return Keep("br", ElementTraits.Void | Special);
        yield return Keep("wbr", ElementTraits.Void | Special);
        foreach (var name in Names("rb rp rt rtc ruby"))
            yield return Keep(name, Complex);

        // Blocks.
        foreach (var name in Names("address article aside center div dl figcaption figure footer header hgroup main nav pre section summary ul"))
            yield return Keep(name, Block);
        foreach (var name in Names("h1 h2 h3 h4 h5 h6"))
            yield return Keep(name, Block | Heading);
        yield return Keep("p", Block | Implied);
        yield return Keep("hr", Block | ElementTraits.Void);
        yield return Keep("blockquote", Block, Cite);
        yield return Keep("details", Block, new AttributeRule("open", AttributeKind.Flag));
        yield return Keep("ol", Block, new AttributeRule("start", AttributeKind.Number), new AttributeRule("reversed", AttributeKind.Flag));
        yield return Keep("li", Special | Implied, new AttributeRule("value", AttributeKind.Number));
        yield return Keep("dd", Special | Implied);
        yield return Keep("dt", Special | Implied);

        // Tables.
        foreach (var name in Names("table tbody tfoot thead tr"))
            yield return Keep(name, Special);
        yield return Keep("td", Special, ColumnSpan, RowSpan);
        yield return Keep("th", Special, ColumnSpan, RowSpan);
        yield return Keep("caption", Special | Complex);
        yield return Keep("colgroup", Special | Complex, new AttributeRule("span", AttributeKind.Number));
        yield return Keep("col", Special | Complex | ElementTraits.Void, new AttributeRule("span", AttributeKind.Number));

        // Media.
        yield return Keep("img", Special | ElementTraits.Void,
            new("src", AttributeKind.Image), SourceSet, new("alt", AttributeKind.Text), Width, Height);
        yield return Keep("audio", None, MediaSource);
        yield return Keep("video", None, MediaSource, new("poster", AttributeKind.Image), Width, Height);
        yield return Keep("source", Special | ElementTraits.Void, MediaSource, SourceSet, MediaType);
        yield return Keep("iframe", Special | Raw, new("src", AttributeKind.Frame), Width, Height);

        // Whose tag goes. A link, meta or base inside a body is none of ours, an object's content is its fallback.
        foreach (var name in Names("canvas label legend map meter output progress"))
            yield return new(name, Unwrapped, None, []);
        foreach (var name in Names("dir fieldset menu"))
            yield return new(name, Unwrapped, Block, []);
        foreach (var name in Names("area base basefont bgsound embed input link meta param track"))
            yield return new(name, Unwrapped, Special | ElementTraits.Void, []);
        yield return new("font", Unwrapped, Formatting, []);
        foreach (var name in Names("keygen frame image isindex"))
            yield return new(name, Unwrapped, Complex | Special | ElementTraits.Void, []);
        foreach (var name in Names("applet body button dialog form frameset head html listing marquee object option optgroup plaintext search title"))
            yield return new(name, Unwrapped, Complex | Special, []);
        foreach (var name in Names("nobr svg math"))
            yield return new(name, Unwrapped, Complex, []);

        // What goes with all that is in it: it runs, it is not meant to be seen, or it is a control.
        foreach (var name in Names("noembed noframes noscript script style"))
            yield return new(name, Dropped, Special | Raw, []);
        yield return new("xmp", Dropped, Special | Raw | Complex, []);
        foreach (var name in Names("datalist select template textarea"))
            yield return new(name, Dropped, Special | Complex, []);
    }

    private static ElementRule Keep(string name, ElementTraits traits, params AttributeRule[] attributes) => new(name, Kept, traits, [.. attributes, .. Global]);

    private static string[] Names(string names) => names.Split(' ');
}
