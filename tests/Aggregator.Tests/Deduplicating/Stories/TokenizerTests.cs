using Aggregator.Deduplicating.Stories;

namespace Aggregator.Tests.Deduplicating.Stories;

public sealed class TokenizerTests
{
    [Theory]
    [InlineData("São Paulo", "Sa\u0303o Paulo")]
    [InlineData("Núñez’ Haus", "nunez' haus")]
    [InlineData("Київ, Їжак", "Киі\u0308в Іжак")]
    [InlineData("ЁЛКА й", "елка и")]
    [InlineData("ＡＢＣ１２３", "abc123")]
    [InlineData("ΟΔΥΣΣΕΥΣ", "οδυσσευς")]
    [InlineData("co\u00ADoperate", "cooperate")]
    [InlineData("\"Quoted\" – text…", "quoted text")]
    [InlineData("٤٨ أسئلة", "48 أسئلة")]
    [InlineData("٧٫٥ و ١٬٠٠٠", "7.5 و 1,000")]
    [InlineData("۱۲ و १२", "12 و 12")]
    [InlineData("أزمة إلى آخر ٱلله", "ازمة الى اخر الله")]
    [InlineData("مستشفى", "مستشفي")]
    [InlineData("مَدِينَةٌ كبيــرة", "مدينة كبيرة")]
    [InlineData("שָׁלוֹם", "שלום")]
    public void Case_accents_width_and_punctuation_do_not_count(string one, string other) =>
        Assert.Equal(Read(one, 10).Select(t => t.Word), Read(other, 10).Select(t => t.Word));

    [Theory]
    [InlineData("resume", "resumed")]
    [InlineData("мир", "мыр")]
    [InlineData("東京", "京東")]
    [InlineData("हिन्दी", "हनद")]
    [InlineData("٤٨ أسئلة", "٤٩ أسئلة")]
    [InlineData("قلب", "كلب")]
    public void Other_words_are_others(string one, string other) =>
        Assert.NotEqual(Read(one, 10).Select(t => t.Word), Read(other, 10).Select(t => t.Word));

    [Fact]
    public void Hashes_stay_what_they_are_since_they_are_stored() =>
        Assert.Equal([5680377683390289664UL], Read("Lighthouse", 1).Select(t => t.Word));

    private static List<Token> Read(string text, int most)
    {
        var tokens = new List<Token>();
        Tokenizer.Read(text, most, tokens);
        return tokens;
    }
}
