using System.Buffers;
using System.Text;

namespace Aggregator.Normalizing;

/// <summary>
/// Makes any characters acceptable to every store and format behind us: no NUL (PostgreSQL refuses it, SQLite's functions stop at it), no lone surrogate
/// (no UTF-8), nothing that XML 1.0 forbids. Line ends become a line feed.
/// </summary>
internal static class TextScrubber
{
    // What U+0080-U+009F stand for when windows-1252 was taken for Latin-1 (WHATWG encoding standard); U+FFFF where nothing is assigned.
    private const string Windows1252 =
        "\u20AC\uFFFF\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\uFFFF\u017D\uFFFF" +
        "\uFFFF\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\uFFFF\u017E\u0178";

    private static readonly SearchValues<char> SuspiciousAscii = SearchValues.Create([.. Characters(0x00, 0x08), .. Characters(0x0B, 0x1F)]);

    private static readonly SearchValues<char> SuspiciousLatin = SearchValues.Create([.. Characters(0x7F, 0x9F)]);

    private static readonly SearchValues<char> Suspicious = SearchValues.Create(
        [.. Characters(0x00, 0x08), .. Characters(0x0B, 0x1F), .. Characters(0x7F, 0x9F), .. Characters(0xD800, 0xDFFF), '\uFFFE', '\uFFFF']);

    /// <summary>The same string when nothing was wrong with it.</summary>
    public static string Scrub(string text)
    {
        if (!IsSuspicious(text))
            return text;
        var buffer = new CharBuffer(text.Length);
        try
        {
            Scrub(text, ref buffer);
            return buffer.Written.SequenceEqual(text) ? text : buffer.ToString();
        }
        finally
        {
            buffer.Dispose();
        }
    }

    public static void Scrub(ReadOnlySpan<char> text, ref CharBuffer buffer)
    {
        while (!text.IsEmpty)
        {
            var clean = text.IndexOfAny(Suspicious);
            if (clean < 0)
            {
                buffer.Append(text);
                return;
            }
            buffer.Append(text[..clean]);
            var c = text[clean];
            var length = 1;
            if (char.IsSurrogate(c))
            {
                // Malformed units decode to U+FFFD.
                Rune.DecodeFromUtf16(text[clean..], out var rune, out length);
                buffer.Append(rune);
            }
            else if (c == '\r')
            {
                buffer.Append('\n');
                length = text[clean..].StartsWith("\r\n") ? 2 : 1;
            }
            else if (c == '\f')
            {
                buffer.Append(' ');
            }
            else if (c is >= '\u0080' and <= '\u009F' && Windows1252[c - 0x80] is not '\uFFFF' and var meant)
            {
                buffer.Append(meant);
            }
            text = text[(clean + length)..];
        }
    }

    /// <summary>What a numeric character reference stands for (HTML standard §13.2.5.80), or null where that is nothing that may be kept.</summary>
    public static Rune? Referenced(uint number) => number switch
    {
        0x09 or 0x0A => new Rune(number),
        0x0C => new Rune(' '),
        0x0D => new Rune('\n'),
        0 or >= 0xD800 and <= 0xDFFF or > 0x10FFFF => Rune.ReplacementChar,
        < 0x20 or 0x7F or 0xFFFE or 0xFFFF => null,
        >= 0x80 and <= 0x9F => Windows1252[(int)number - 0x80] is not '\uFFFF' and var meant ? new Rune(meant) : null,
        _ => new Rune(number),
    };

    /// <summary>At most <paramref name="limit"/> characters, never half of a surrogate pair.</summary>
    public static ReadOnlySpan<char> Cut(ReadOnlySpan<char> text, int limit)
    {
        if (text.Length <= limit)
            return text;
        return char.IsHighSurrogate(text[limit - 1]) ? text[..(limit - 1)] : text[..limit];
    }

    // Four searches of one range each are far faster than one for the odd set of them all.
    private static bool IsSuspicious(ReadOnlySpan<char> text) =>
        text.ContainsAny(SuspiciousAscii)
        || text.ContainsAny(SuspiciousLatin)
        || text.ContainsAnyInRange('\uD800', '\uDFFF')
        || text.ContainsAnyInRange('\uFFFE', '\uFFFF');

    private static IEnumerable<char> Characters(int first, int last) => Enumerable.Range(first, last - first + 1).Select(c => (char)c);
}
