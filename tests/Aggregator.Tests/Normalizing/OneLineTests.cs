using System.Text;
using Aggregator.Normalizing;
using CsCheck;

namespace Aggregator.Tests.Normalizing;

/// <summary>Runs of words are copied whole; what comes out is what a look at each character gives.</summary>
public sealed class OneLineTests
{
    private const string Letters = "  ab\n\t\u00A0\u2028\uFEFF\u202E\u2009\u3000\u200B語";
    private static readonly Gen<string> Texts = Gen.Int[0, Letters.Length - 1].Array[0, 40].Select(places => string.Concat(places.Select(place => Letters[place])));

    [Fact]
    public void Blanks_are_one_and_invisible_characters_go_wherever_they_stand() => Texts.Sample(text => Assert.Equal(ByCharacter(text), Of(text)));

    private static string Of(string text)
    {
        var buffer = new CharBuffer(16);
        try
        {
            return OneLine.Of(text, ref buffer);
        }
        finally
        {
            buffer.Dispose();
        }
    }

    private static string ByCharacter(string text)
    {
        var line = new StringBuilder();
        var isBlank = false;
        foreach (var c in text)
        {
            if (c is '\uFEFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))
                continue;
            if (c is ' ' or (>= '\t' and <= '\r') or '\u00A0' or '\u2028' or '\u2029')
            {
                isBlank = true;
                continue;
            }
            if (isBlank && line.Length > 0)
                line.Append(' ');
            isBlank = false;
            line.Append(c);
        }
        return line.ToString().Trim([.. "\u2009\u3000\u200B\u2060 "]);
    }
}
