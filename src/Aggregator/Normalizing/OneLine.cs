using System.Buffers;

namespace Aggregator.Normalizing;

/// <summary>
/// Plain text as one trimmed line. White space of any kind that breaks lines or is invisible is one blank; typographic spaces (thin, em, ideographic) stay.
/// Bidirectional embeddings, overrides and isolates go: in a list of titles they would turn what stands behind them around. Joiners, direction marks and
/// soft hyphens stay, since scripts and emoji need them.
/// </summary>
internal static class OneLine
{
    private static readonly SearchValues<char> Special =
        SearchValues.Create("\t\n\v\f\r \u00A0\u2028\u2029\uFEFF\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    public static string Of(ReadOnlySpan<char> text, ref CharBuffer buffer)
    {
        buffer.Clear();
        var isBlank = false;
        while (true)
        {
            var at = text.IndexOfAny(Special);
            var run = at < 0 ? text : text[..at];
            if (!run.IsEmpty)
            {
                if (isBlank && buffer.Length > 0)
                    buffer.Append(' ');
                isBlank = false;
                buffer.Append(run);
            }
            if (at < 0)
                break;
            isBlank |= text[at] <= '\u00A0' || text[at] is '\u2028' or '\u2029';
            text = text[(at + 1)..];
        }
        return Trim(buffer.Written).ToString();
    }

    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty && IsInvisible(text[0]))
            text = text[1..];
        while (!text.IsEmpty && IsInvisible(text[^1]))
            text = text[..^1];
        return text;
    }

    private static bool IsInvisible(char c) => char.IsWhiteSpace(c) || c is '\u200B' or '\u2060';
}
