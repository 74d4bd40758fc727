using Aggregator.Parsing.Decoding;

namespace Aggregator.Parsing.Detection;

/// <summary>What a decoded document looks like, from its first characters; headers are not asked, since they are wrong too often.</summary>
internal static class ContentSniffer
{
    public static DocumentKind Look(DecodedText document) =>
        // The head alone can only ever prove XML.
        Look(document.Head()) == DocumentKind.Xml ? DocumentKind.Xml : Look(document.Text);

    private static DocumentKind Look(string text)
    {
        foreach (var c in text.AsSpan())
        {
            if (char.IsWhiteSpace(c) || c is '\uFEFF' or '\u200B' or '\0')
                continue;
            return c is '{' or '[' && text.AsSpan().IndexOf('"') >= 0 && !StartsXmlSoon(text) ? DocumentKind.Json : DocumentKind.Xml;
        }

        return DocumentKind.Empty;
    }

    private static bool StartsXmlSoon(string text) =>
        text.AsSpan(0, Math.Min(text.Length, ParsingLimits.JunkCharacters)).IndexOf("<?xml", StringComparison.OrdinalIgnoreCase) is >= 0 and < 200;
}
