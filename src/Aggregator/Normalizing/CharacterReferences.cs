using System.Buffers;
using AngleSharp.Html;

namespace Aggregator.Normalizing;

/// <summary>HTML character references, decoded once (HTML standard §13.2.5.72): <c>&amp;amp;lt;</c> becomes <c>&amp;lt;</c>, not a bracket.</summary>
internal static class CharacterReferences
{
    // The longest name that is allowed without a semicolon ("Ccedil") and the longest of all ("CounterClockwiseContourIntegral").
    private const int LongestBare = 6;
    private const int LongestName = 32;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    public static void Decode(ReadOnlySpan<char> text, bool inAttribute, ref CharBuffer buffer)
    {
        while (true)
        {
            var ampersand = text.IndexOf('&');
            if (ampersand < 0)
            {
                buffer.Append(text);
                return;
            }
            buffer.Append(text[..ampersand]);
            text = text[ampersand..];
            var length = Read(text, inAttribute, ref buffer);
            if (length == 0)
            {
                buffer.Append('&');
                length = 1;
            }
            text = text[length..];
        }
    }

    public static string Decode(ReadOnlySpan<char> text, bool inAttribute)
    {
        if (!text.Contains('&'))
            return text.ToString();
        var buffer = new CharBuffer(text.Length);
        try
        {
            Decode(text, inAttribute, ref buffer);
            return buffer.ToString();
        }
        finally
        {
            buffer.Dispose();
        }
    }

    /// <summary>Length of the reference that <paramref name="text"/> begins with, or 0 when it is a bare ampersand.</summary>
    private static int Read(ReadOnlySpan<char> text, bool inAttribute, ref CharBuffer buffer)
    {
        if (text.Length > 1 && text[1] == '#')
            return ReadNumber(text, inAttribute, ref buffer);
        var run = text[1..Math.Min(text.Length, LongestName + 1)];
        var end = run.IndexOfAnyExcept(NameCharacters);
        var name = end < 0 ? run : run[..end];
        if (name.IsEmpty)
            return 0;
        if (end >= 0 && run[end] == ';' && Named(run[..(end + 1)]) is { } symbol)
        {
            buffer.Append(symbol);
            return end + 2;
        }
        for (var length = Math.Min(name.Length, LongestBare); length >= 2; length--)
        {
            if (Named(name[..length]) is not { } bare)
                continue;
            // "&copy=1" in a URL is a parameter, not a sign.
            if (inAttribute && text.Length > length + 1 && (text[length + 1] == '=' || char.IsAsciiLetterOrDigit(text[length + 1])))
                return 0;
            buffer.Append(bare);
            return length + 1;
        }
        return 0;
    }

    private static int ReadNumber(ReadOnlySpan<char> text, bool inAttribute, ref CharBuffer buffer)
    {
        var position = 2;
        var radix = 10u;
        if (text.Length > 2 && text[2] is 'x' or 'X')
        {
            position = 3;
            radix = 16;
        }
        var first = position;
        var number = 0u;
        for (; position < text.Length; position++)
        {
            var c = text[position];
            if (radix == 16 ? !char.IsAsciiHexDigit(c) : !char.IsAsciiDigit(c))
                break;
            var digit = char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10;
            number = Math.Min(number * radix + (uint)digit, 0x110000);
        }
        // "&#0" without its end refers to nothing: browsers would show a replacement character, people meant what they wrote.
        var isClosed = position < text.Length && text[position] == ';';
        if (position == first || (number == 0 && !isClosed && !inAttribute))
            return 0;
        if (TextScrubber.Referenced(number) is { } rune)
            buffer.Append(rune);
        return isClosed ? position + 1 : position;
    }

    private static string? Named(ReadOnlySpan<char> name) => name switch
    {
        "amp;" => "&",
        "lt;" => "<",
        "gt;" => ">",
        "quot;" => "\"",
        "apos;" => "'",
        "nbsp;" => "\u00A0",
        _ => HtmlEntityProvider.Resolver.GetSymbol(name.ToString()),
    };
}
