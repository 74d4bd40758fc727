using System.Globalization;
using System.Text;
using Aggregator.Fetching;
using Aggregator.Normalizing;

namespace Aggregator.Benchmarks.Stored;

/// <summary>
/// News as it comes: words as frequent as words are (Zipf), 60,000 of them; one article in ten is a copy of an earlier one in another feed,
/// cut, with a headline and a closing sentence of its own.
/// </summary>
internal sealed class NewsWriter(int seed)
{
    private const int Vocabulary = 60_000;
    private const int Remembered = 5_000;
    private static readonly double Spread = Math.Log(Vocabulary);
    private static readonly string[] Syllables = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bra cle dri fro gru sta spe tri plo mer".Split(' ');
    private readonly Random _random = new(seed);
    private readonly List<string[]> _earlier = [];

    public static string Word(int rank)
    {
        // No two ranks have one word: it is the number, written with syllables for digits.
        var word = new StringBuilder();
        for (var rest = rank + 1; rest > 0; rest /= Syllables.Length)
            word.Append(Syllables[rest % Syllables.Length]);
        return word.ToString();
    }

    public ArticleDraft Write(long number, DateTimeOffset published)
    {
        var paragraphs = _random.Next(10) == 0 && _earlier.Count > 0 ? Copy() : [.. Enumerable.Range(0, 3 + _random.Next(5)).Select(_ => Paragraph())];
        if (_earlier.Count < Remembered)
            _earlier.Add(paragraphs);
        else
            _earlier[_random.Next(Remembered)] = paragraphs;
        var title = Words(7 + _random.Next(4), capital: true);
        var link = string.Create(CultureInfo.InvariantCulture, $"news.example/{number}");
        var body = string.Concat(paragraphs.Select(p => $"<p>{p}</p>"));
        return new ArticleDraft
        {
            Guid = link,
            Url = "https://" + link,
            CanonicalUrl = link,
            Title = title,
            Content = body,
            Published = published,
            RawFingerprint = Hash128.Of("raw" + link),
            ContentFingerprint = Hash128.Of(title + body),
            RevisionFingerprint = Hash128.Of(title + link + body),
        };
    }

    private string[] Copy()
    {
        var earlier = _earlier[_random.Next(_earlier.Count)];
        return [.. earlier.Take(Math.Max(2, earlier.Length - _random.Next(3))), Words(12, capital: true) + "."];
    }

    private string Paragraph() => string.Join(' ', Enumerable.Range(0, 3).Select(_ => Words(8 + _random.Next(12), capital: true) + "."));

    private string Words(int count, bool capital)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            var word = Word((int)Math.Exp(_random.NextDouble() * Spread));
            text.Append(i == 0 ? "" : " ").Append(capital && (i == 0 || _random.Next(8) == 0) ? char.ToUpperInvariant(word[0]) + word[1..] : word);
        }
        return text.ToString();
    }
}
