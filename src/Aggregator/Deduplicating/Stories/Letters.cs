namespace Aggregator.Deduplicating.Stories;

/// <summary>
/// Letters without case and accents, one for one, so that places in a text stay what they are. Ours, since the program runs without the tables of ICU:
/// there the framework takes every text for normalised. Stories store hashes of what comes out: it must never change.
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

    public static char Fold(char letter)
    {
        if (char.IsAscii(letter))
            return char.ToLowerInvariant(letter);
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
