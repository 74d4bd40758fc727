namespace Aggregator.Normalizing;

/// <summary>
/// Makes a cleaned body fit for one of our own pages, which load nothing from elsewhere: images, sound, films and frames become links with their
/// description, headings and landmarks step back behind those of the page.
/// </summary>
internal static class PageMarkup
{
    private static readonly ElementRule Link = MarkupRules.Of("a");
    private static readonly ElementRule Block = MarkupRules.Of("div");
    private static readonly ElementRule Heading = MarkupRules.Of("h3");

    /// <summary>Empty when nothing is left to show. Cleans once more: what is stored is not trusted with a page on which people act.</summary>
    public static string Of(string html)
    {
        if (MarkupCleaner.Clean(html, null) is not { } clean)
            return "";
        var tokens = new MarkupTokenizer(clean);
        var writer = new MarkupWriter(clean.Length + 64, null);
        var links = 0;
        var isAfterPre = false;
        try
        {
            while (tokens.Next())
            {
                switch (tokens.Kind)
                {
                    case MarkupToken.Text:
                        // Its first line end is the parser's, which the writer writes anew.
                        var text = isAfterPre && tokens.Whole[0] == '\n' ? tokens.Whole[1..] : tokens.Whole;
                        writer.Text(CharacterReferences.Decode(text, inAttribute: false));
                        break;
                    case MarkupToken.Start when IsMedia(tokens.Name):
                        WriteMedia(tokens.Name, tokens.Attributes, links > 0, ref writer);
                        break;
                    case MarkupToken.Start when Shown(tokens.Name) is { } rule:
                        links += rule == Link ? 1 : 0;
                        WriteStart(rule, tokens.Attributes, ref writer);
                        break;
                    case MarkupToken.End when !IsMedia(tokens.Name) && Shown(tokens.Name) is { } rule:
                        links -= rule == Link ? 1 : 0;
                        writer.End(rule);
                        break;
                }
                isAfterPre = tokens.Kind is MarkupToken.Start && tokens.Name is "pre";
            }
            return writer.Trimmed.ToString();
        }
        finally
        {
            writer.Dispose();
        }
    }

    private static bool IsMedia(ReadOnlySpan<char> name) => name is "img" or "audio" or "video" or "source" or "iframe";

    private static ElementRule? Shown(ReadOnlySpan<char> name) => name switch
    {
        "h1" or "h2" or "h3" or "h4" or "h5" or "h6" => Heading,
        "main" or "header" or "footer" or "nav" or "aside" or "section" or "article" or "address" or "hgroup" => Block,
        "picture" => null,
        _ => MarkupRules.Of(name) is { Fate: ElementFate.Kept } rule ? rule : null,
    };

    private static void WriteStart(ElementRule rule, ReadOnlySpan<char> source, ref MarkupWriter writer)
    {
        var attributes = new MarkupAttributes(source);
        while (attributes.Next())
        {
            if (MarkupWriter.Wants(rule, attributes.Name))
                writer.Attribute(rule, attributes.Name, CharacterReferences.Decode(attributes.Value, inAttribute: true));
        }
        writer.Start(rule);
    }

    private static void WriteMedia(ReadOnlySpan<char> name, ReadOnlySpan<char> source, bool isLinked, ref MarkupWriter writer)
    {
        string? address = null, description = null;
        var attributes = new MarkupAttributes(source);
        while (attributes.Next())
        {
            if (attributes.Name is "src")
                address = CharacterReferences.Decode(attributes.Value, inAttribute: true);
            else if (attributes.Name is "alt" or "title" && description is null or "")
                description = CharacterReferences.Decode(attributes.Value, inAttribute: true);
        }
        // An image that has only a set of sources has no one address; a source of a picture repeats its image.
        if (address is null)
            return;
        var kind = name switch { "img" => "image", "audio" => "sound", "source" => "file", _ => "film" };
        var text = $"[{kind}: {(string.IsNullOrWhiteSpace(description) ? Host(address) : description.Trim())}]";
        if (!isLinked)
        {
            writer.Attribute(Link, "href", address);
            writer.Start(Link);
        }
        writer.Text(TextScrubber.Scrub(text));
        if (!isLinked)
            writer.End(Link);
        writer.Text(" ");
    }

    private static string Host(string address) => Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Host.Length > 0 ? $"at {url.Host}" : "without a description";
}
