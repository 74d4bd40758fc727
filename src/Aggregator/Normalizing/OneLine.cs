using System.Buffers;

namespace Aggregator.Normalizing;

/// <summary>
/// Plain text as one trimmed line. White space of any kind that breaks lines or is invisible is one blank; typographic spaces (thin, em, ideographic) stay.
/// Bidirectional embeddings, overrides and isolates go: in a list of titles they would turn what stands behind them around. Joiners, direction marks and
/// soft hyphens stay, since scripts and emoji need them.
/// </summary>
internal static class OneLine
{
    /// <summary>Without the blank: one between two words is what nearly all of them are, and stays.</summary>
    private static readonly SearchValues<char> Special =
        SearchValues.Create("\t\n\v\f\r\u00A0\u2028\u2029\uFEFF\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    public static string Of(ReadOnlySpan<char> text, ref CharBuffer buffer)
    {
        buffer.Clear();
        var isBlank = false;
        while (true)
        {
            var at = text.IndexOfAny(Special);
            Append(at < 0 ? text : text[..at], ref isBlank, ref buffer);
            if (at < 0)
                break;
            isBlank |= text[at] <= '\u00A0' || text[at] is '\u2028' or '\u2029';
            text = text[(at + 1)..];
        }
        return Trim(buffer.Written).ToString();
    }

    private static void Append(ReadOnlySpan<char> run, ref bool isBlank, ref CharBuffer buffer)
    {
        while (!run.IsEmpty)
        {
            if (run[0] == ' ')
            {
                isBlank = true;
                run = run.TrimStart(' ');
                continue;
            }
            var end = run.IndexOf("  ");
            var words = end >= 0 ? run[..end] : run[^1] == ' ' ? run[..^1] : run;
            if (isBlank && buffer.Length > 0)
                buffer.Append(' ');
            isBlank = false;
            buffer.Append(words);
            run = run[words.Length..];
        }
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
