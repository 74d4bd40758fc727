using System.Text;

namespace Aggregator.Deduplicating.Stories;

/// <summary>
/// Letters without case and accents, one for one, so that places in a text stay what they are. Ours, since the program runs without the tables of ICU:
/// there the framework takes every text for normalised. Stories store hashes of what comes out: what changes here, later texts do not find in earlier ones.
/// </summary>
internal static class Letters
{
    private const char FirstLatin = '\u00C0';
    private const char FirstMoreLatin = '\u1E00';
    private const char FirstWide = '\uFF01';
    private const char LastWide = '\uFF5E';

    /// <summary>What Unicode decomposes letters of Latin-1 and of both extensions to; - where that is no Latin letter.</summary>
    private const string Latin =
        "aaaaaa-ceeeeiiii-nooooo--uuuuy--aaaaaa-ceeeeiiii-nooooo--uuuuy-yaaaaaaccccccccdd" +
        "--eeeeeeeeeegggggggghh--iiiiiiiii---jjkk-llllll----nnnnnn---oooooo--rrrrrrssssss" +
        "sstttt--uuuuuuuuuuuuwwyyyzzzzzz---------------------------------oo-------------u" +
        "u----------------------------aaiioouuuuuuuuuu-aaaa----ggkkoooo--j---gg--nnaa----" +
        "aaaaeeeeiiiioooorrrruuuusstt--hh------aaeeooooooooyy----------------------------";

    /// <summary>The same of Latin Extended Additional.</summary>
    private const string MoreLatin =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooo" +
        "oooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy------" +
        "aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuu" +
        "uuyyyyyyyy------";

    /// <summary>Accents that stand behind their letter.</summary>
    public static bool IsAccent(int rune) => rune is >= 0x300 and <= 0x36F;

    /// <summary>What Arabic and Hebrew may write or leave out: vowel points, and the dash that lengthens a word.</summary>
    public static bool IsOptional(int rune) =>
        rune is (>= 0x0591 and <= 0x05BD) or 0x05BF or 0x05C1 or 0x05C2 or 0x05C4 or 0x05C5 or 0x05C7 or 0x0640 or (>= 0x064B and <= 0x0652) or 0x0670;

    /// <summary>Digits of any script as ours.</summary>
    public static int FoldDigit(Rune digit) => '0' + (int)Rune.GetNumericValue(digit);

    public static char Fold(char letter)
    {
        if (char.IsAscii(letter))
            return char.ToLowerInvariant(letter);
        // With what stands above or below it or without, and where a word ends: the same letter to whoever writes without a style guide.
        if (letter is 'أ' or 'إ' or 'آ' or 'ٱ')
            return 'ا';
        if (letter == 'ى')
            return 'ي';
        var plain = letter switch
        {
            >= FirstLatin when letter - FirstLatin < Latin.Length => Latin[letter - FirstLatin],
            >= FirstMoreLatin when letter - FirstMoreLatin < MoreLatin.Length => MoreLatin[letter - FirstMoreLatin],
            // Latin letters and digits as wide as Chinese ones.
            >= FirstWide and <= LastWide => char.ToLowerInvariant((char)(letter - FirstWide + '!')),
            _ => '-',
        };
        // By way of the capital: final and other sigmas are one letter.
        return plain != '-' ? plain : char.ToLowerInvariant(char.ToUpperInvariant(letter));
    }

    public static string Fold(string text) => string.Create(text.Length, text, static (folded, text) =>
    {
        for (var i = 0; i < folded.Length; i++)
            folded[i] = Fold(text[i]);
    });
}
