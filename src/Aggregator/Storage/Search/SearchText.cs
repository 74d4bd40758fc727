using System.Text;

namespace Aggregator.Storage.Search;

/// <summary>
/// Text as the index reads it. Words of scripts without spaces cannot be found by a tokenizer that parts words at spaces, and trigrams cannot find the words of
/// two characters that most Chinese words are: so their runs are written as overlapping pairs, 東京都 as 東京 京都 都.
/// </summary>
internal static class SearchText
{
    public static string Segment(string text)
    {
        if (!MayBeUnspaced(text))
            return text;
        var segmented = new StringBuilder(text.Length * 3);
        Rune? last = null;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsUnspaced(rune.Value))
            {
                if (last is null)
                    segmented.Append(' ');
                else
                    segmented.Append(last.Value).Append(rune).Append(' ');
                last = rune;
                continue;
            }
            Finish();
            segmented.Append(rune);
        }
        Finish();
        return segmented.ToString();

        void Finish()
        {
            if (last is { } single)
                segmented.Append(single).Append(' ');
            last = null;
        }
    }

    /// <summary>A run of a query as the pairs that the index has in a row; what stands alone has to be looked for as a beginning.</summary>
    public static (string Phrase, bool IsBeginning) SegmentRun(string run)
    {
        var runes = run.EnumerateRunes().ToList();
        return runes.Count == 1
            ? (run, true)
            : (string.Join(' ', runes.Zip(runes.Skip(1), (a, b) => $"{a}{b}")), false);
    }

    /// <summary>Most texts end here: what is typographic about them, such as quotation marks, lies between these ranges.</summary>
    private static bool MayBeUnspaced(ReadOnlySpan<char> text) =>
        text.ContainsAnyInRange('\u0E00', '\u17FF') || text.ContainsAnyInRange('\u3040', '\u9FFF') || text.ContainsAnyInRange('\uD840', '\uD8FF') || text.ContainsAnyInRange('\uF900', '\uFAFF');

    public static bool IsUnspaced(int rune) => rune is
        (>= 0x0E00 and <= 0x0FFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF)
        or (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
