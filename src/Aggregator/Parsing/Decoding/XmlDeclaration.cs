using System.Text;

namespace Aggregator.Parsing.Decoding;

/// <summary>Reads the encoding that an XML declaration names, from undecoded bytes of any ASCII-compatible (or EBCDIC) encoding.</summary>
internal static class XmlDeclaration
{
    /// <summary>Junk may stand before the declaration, and one is rarely longer than 100 bytes.</summary>
    private const int Reach = 1024;

    public static string? EncodingIn(ReadOnlySpan<byte> bytes) => EncodingIn(Encoding.Latin1.GetString(bytes[..Math.Min(Reach, bytes.Length)]));

    public static string? EncodingIn(ReadOnlySpan<char> text)
    {
        var start = text.IndexOf("<?xml", StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            return null;
        text = text[start..];
        var end = text.IndexOf('>');
        text = end < 0 ? text : text[..end];
        var name = text.IndexOf("encoding", StringComparison.OrdinalIgnoreCase);
        if (name < 0)
            return null;
        text = text[(name + "encoding".Length)..].TrimStart();
        if (text is not ['=', ..])
            return null;
        text = text[1..].TrimStart();
        if (text is not ['"' or '\'', ..])
            return null;
        var quote = text[0];
        text = text[1..];
        var close = text.IndexOf(quote);
        return close <= 0 ? null : text[..close].Trim().ToString();
    }
}
