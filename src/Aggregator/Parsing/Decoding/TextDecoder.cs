using System.Text;
using System.Text.Unicode;
using UtfUnknown;

namespace Aggregator.Parsing.Decoding;

/// <summary>
/// Bytes into characters. In order: byte order mark; UTF-16/32 pattern; valid UTF-8 with multi-byte sequences (even when something else is declared: a
/// false positive is practically impossible); HTTP charset; XML declaration; detection; windows-1252, which takes every byte.
/// </summary>
internal static class TextDecoder
{
    /// <summary>Statistics settle within this many bytes.</summary>
    private const int DetectionBytes = 65_536;

    public static DecodedText Decode(ReadOnlyMemory<byte> body, string? contentType, DiagnosticLog log)
    {
        var bytes = body.Span;
        if (ByteOrder.FromMark(bytes) is var (marked, length) && TryDecode(bytes[length..], marked) is { } fromMark)
            return new DecodedText(fromMark.TrimStart('\uFEFF'), marked.WebName, EncodingOrigin.ByteOrderMark);
        var declared = XmlDeclaration.EncodingIn(bytes);
        if (bytes is [0xEF, 0xBB, 0xBF, ..])
        {
            bytes = bytes[3..];
            declared ??= "utf-8";
        }

        if (ByteOrder.FromPattern(bytes) is { } pattern && TryDecode(bytes, pattern) is { } fromPattern)
            return FromPattern(bytes, pattern, fromPattern);

        var charset = CharsetOf(contentType);
        var ascii = System.Text.Ascii.IsValid(bytes);
        if (!ascii && Utf8.IsValid(bytes))
        {
            NoteLie(log, charset ?? declared, EncodingCatalog.Utf8);
            return DecodedText.OfUtf8(body[(body.Length - bytes.Length)..], EncodingOrigin.ValidUtf8);
        }

        foreach (var name in (ReadOnlySpan<string?>)[charset, declared])
        {
            if (Named(name, ascii) is { } encoding && TryDecode(bytes, encoding) is { } text)
            {
                if (name == declared && charset is not null)
                    NoteLie(log, charset, encoding);
                return new DecodedText(text, encoding.WebName, ReferenceEquals(name, charset) ? EncodingOrigin.HttpCharset : EncodingOrigin.XmlDeclaration);
            }
        }

        if (ascii)
            return DecodedText.OfUtf8(body[(body.Length - bytes.Length)..], EncodingOrigin.Ascii);

        if (MostlyUtf8.Decode(bytes, charset, declared) is { } mostly)
        {
            log.Add(DiagnosticCode.EncodingLied, "utf-8 with broken bytes");
            return new DecodedText(mostly, "utf-8", EncodingOrigin.LastResort);
        }

        var detected = Detect(bytes);
        var used = detected is not null && TryDecode(bytes, detected) is { } guess
            ? new DecodedText(guess, detected.WebName, EncodingOrigin.Detection)
            : new DecodedText(EncodingCatalog.Windows1252.GetString(bytes), "windows-1252", EncodingOrigin.LastResort);
        log.Add(DiagnosticCode.EncodingLied, $"declared {charset ?? declared ?? "nothing"}, read as {used.Encoding}");
        return used;
    }

    /// <summary>UTF-16 and UTF-32 hide inside EBCDIC's pattern a declaration that names the real code page.</summary>
    private static DecodedText FromPattern(ReadOnlySpan<byte> bytes, Encoding pattern, string text)
    {
        if (pattern.WebName.StartsWith("ibm", StringComparison.OrdinalIgnoreCase)
            && EncodingCatalog.Find(XmlDeclaration.EncodingIn(text.AsSpan(0, Math.Min(200, text.Length)))) is { } named
            && TryDecode(bytes, named) is { } better && better.StartsWith('<'))
        {
            return new DecodedText(better, named.WebName, EncodingOrigin.XmlDeclaration);
        }

        return new DecodedText(text, pattern.WebName, EncodingOrigin.BytePattern);
    }

    /// <summary>An encoding of two-byte units cannot be behind bytes that show ASCII; US-ASCII means UTF-8, which has been refused or is all the same.</summary>
    private static Encoding? Named(string? name, bool ascii)
    {
        var encoding = EncodingCatalog.Find(name);
        if (encoding is null || encoding.WebName is "us-ascii" || encoding is UnicodeEncoding or UTF32Encoding)
            return null;
        return ascii && encoding.CodePage == Encoding.UTF8.CodePage ? null : encoding;
    }

    private static string? TryDecode(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Encoding? Detect(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(bytes.Length, DetectionBytes)].ToArray();
        var best = CharsetDetector.DetectFromBytes(sample).Detected;
        return best is { Confidence: > 0.5f } && EncodingCatalog.Find(best.EncodingName) is { } encoding and not (UnicodeEncoding or UTF32Encoding or ASCIIEncoding)
            ? encoding
            : null;
    }

    private static string? CharsetOf(string? contentType)
    {
        if (contentType is null)
            return null;
        var at = contentType.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;
        var value = contentType.AsSpan(at + "charset=".Length);
        var end = value.IndexOfAny(';', ',');
        value = (end < 0 ? value : value[..end]).Trim().Trim("\"'");
        return value.IsEmpty ? null : value.ToString();
    }

    private static void NoteLie(DiagnosticLog log, string? said, Encoding used)
    {
        if (said is not null && EncodingCatalog.Find(said)?.CodePage != used.CodePage && !said.Equals("us-ascii", StringComparison.OrdinalIgnoreCase))
            log.Add(DiagnosticCode.EncodingLied, $"declared {said}, read as {used.WebName}");
    }
}
