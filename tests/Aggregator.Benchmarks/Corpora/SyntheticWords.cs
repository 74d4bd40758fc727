using System.Globalization;
using System.Text;

namespace Aggregator.Benchmarks.Corpora;

/// <summary>
/// Sixty thousand words, as frequent as words are (Zipf), some beyond ASCII. Few words would make texts of different articles alike by chance, and an index of
/// words cheaper than it is.
/// </summary>
internal struct SyntheticWords(uint seed)
{
    private const int Vocabulary = 60_000;
    private const int Steps = 1 << 16;
    private static readonly string[] Syllables = "ba ce di fo gu ha je ki lo mu na pé ri so tü va we xi yo zu bra cle dri fro gru sta spe tri plo mer".Split(' ');
    private static readonly string[] Words = [.. Enumerable.Range(0, Steps).Select(step => Word((int)Math.Exp(step * Math.Log(Vocabulary) / Steps)))];

    private uint _chance = (seed * 2_654_435_761) + 17;

    /// <param name="text">Where they go.</param>
    /// <param name="count">How many; one in eight has a capital, and the first.</param>
    public StringBuilder AppendTo(StringBuilder text, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var word = Words[Next() & (Steps - 1)];
            if (i > 0)
                text.Append(' ');
            if (i == 0 || Next() % 8 == 0)
                text.Append(char.ToUpperInvariant(word[0])).Append(word, 1, word.Length - 1);
            else
                text.Append(word);
        }
        return text;
    }

    public string Take(int count) => AppendTo(new StringBuilder(), count).ToString();

    /// <summary>No two ranks have one word: it is the number, written with syllables for digits.</summary>
    private static string Word(int rank)
    {
        var word = new StringBuilder();
        for (var rest = rank + 1; rest > 0; rest /= Syllables.Length)
            word.Append(CultureInfo.InvariantCulture, $"{Syllables[rest % Syllables.Length]}");
        return word.ToString();
    }

    private uint Next()
    {
        _chance = (_chance * 1_664_525) + 1_013_904_223;
        return _chance >> 8;
    }
}
