using System.Globalization;
using System.Text;
using Aggregator.Deduplicating.Stories;

namespace Aggregator.Storage.Postgres;

/// <summary>
/// Words as SQLite's <c>unicode61 remove_diacritics 2</c> parts and folds them: letters and digits of any script, case folded, accents of Latin letters gone.
/// PostgreSQL's own parser would take host names, hyphenated words and file names for one word each, and knows no folding without an extension.
/// </summary>
internal static class SearchWords
{
    /// <summary>The server takes 2,046 bytes; nobody types so much.</summary>
    private const int LongestWord = 100;

    public static IEnumerable<string> Of(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (word.Length > 0 && Letters.IsAccent(rune.Value))
                continue;
            if (IsPartOfWord(rune, word.Length > 0))
            {
                if (word.Length < LongestWord)
                    Append(word, rune);
                continue;
            }
            if (word.Length == 0)
                continue;
            yield return word.ToString();
            word.Clear();
        }
        if (word.Length > 0)
            yield return word.ToString();
    }

    private static void Append(StringBuilder word, Rune rune)
    {
        if (rune.IsBmp)
            word.Append(Letters.Fold((char)rune.Value));
        else
            word.Append(Rune.ToLowerInvariant(rune));
    }

    private static bool IsPartOfWord(Rune rune, bool inWord)
    {
        if (rune.IsAscii)
            return char.IsAsciiLetterOrDigit((char)rune.Value);
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => inWord,
            UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber or UnicodeCategory.PrivateUse => true,
            _ => Rune.IsLetterOrDigit(rune),
        };
    }
}
