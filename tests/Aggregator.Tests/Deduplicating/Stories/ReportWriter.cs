using System.Globalization;

namespace Aggregator.Tests.Deduplicating.Stories;

/// <summary>Writes reports in made-up languages: words as frequent as in real ones, names with capitals, numbers, sentences, paragraphs.</summary>
internal sealed class ReportWriter
{
    private static readonly string[] LatinParts = ["ba", "cor", "den", "el", "fra", "gor", "hi", "in", "jo", "ker", "lam", "mi", "nor", "os", "pre", "qua", "ri", "sta", "ti", "un", "ver", "wa", "xe", "yl", "zu"];
    private static readonly string[] CyrillicParts = ["ба", "вор", "гра", "ден", "ел", "жи", "зна", "ин", "кор", "ла", "мос", "на", "ор", "пре", "рив", "ста", "ти", "ун", "фе", "хо", "ци", "чер", "ша", "щи", "яр"];
    private readonly Random _random;
    private readonly Script _script;
    private readonly string[] _words;
    private readonly string[] _small;

    public ReportWriter(Script script, int seed)
    {
        _random = new Random(seed);
        _script = script;
        // The language is the same for every writer; what differs is what they write.
        var language = new Random((int)script + 1);
        _small = [.. Enumerable.Range(0, 60).Select(_ => Word(language, 1)).Distinct()];
        _words = [.. Enumerable.Range(0, 6000).Select(_ => Word(language, script == Script.Cjk ? 1 : 2 + language.Next(3))).Distinct()];
    }

    /// <summary>Content words of one matter, names among them.</summary>
    public List<string> Topic() => [.. Enumerable.Range(0, 14).Select(i => i < 4 ? Name() : _words[_random.Next(_words.Length)])];

    public string Title(IReadOnlyList<string> topic)
    {
        var words = Enumerable.Range(0, 5 + _random.Next(4)).Select(i => i % 3 == 2 ? Small() : topic[_random.Next(topic.Count)]).ToList();
        if (_random.Next(4) == 0)
            words.Add(Number());
        return Join(words);
    }

    public List<string> Paragraphs(IReadOnlyList<string> topic, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => string.Join(_script == Script.Cjk ? "" : " ", Enumerable.Range(0, 2 + _random.Next(2)).Select(_ => Sentence(topic))))];

    public string Sentence(IReadOnlyList<string> topic)
    {
        var words = new List<string>();
        var length = 9 + _random.Next(12);
        for (var i = 0; i < length; i++)
        {
            words.Add(_random.Next(100) switch
            {
                < 38 => Small(),
                < 58 => topic[_random.Next(topic.Count)],
                < 62 => Number(),
                < 66 => Name(),
                _ => _words[(int)(_words.Length * Math.Pow(_random.NextDouble(), 2.2))],
            });
        }
        return Join(words) + (_script == Script.Cjk ? "。" : ".");
    }

    public string Name() => _script switch
    {
        Script.Latin => Capital(Word(_random, 2 + _random.Next(2))),
        Script.Cyrillic => Capital(Word(_random, 2 + _random.Next(2))),
        _ => Word(_random, 1) + Word(_random, 1),
    };

    public string Number() => _random.Next(3) == 0
        ? (1900 + _random.Next(130)).ToString(CultureInfo.InvariantCulture)
        : _random.Next(1, 400).ToString(CultureInfo.InvariantCulture);

    public string Small() => _small[(int)(_small.Length * Math.Pow(_random.NextDouble(), 2))];

    public string Content() => _words[_random.Next(_words.Length)];

    public string Join(IEnumerable<string> words) => Capital(string.Join(_script == Script.Cjk ? "" : " ", words));

    private string Word(Random random, int parts) => _script switch
    {
        Script.Latin => string.Concat(Enumerable.Range(0, parts).Select(_ => LatinParts[random.Next(LatinParts.Length)])),
        Script.Cyrillic => string.Concat(Enumerable.Range(0, parts).Select(_ => CyrillicParts[random.Next(CyrillicParts.Length)])),
        // Two characters a word, mostly of the frequent ones.
        _ => string.Concat(Enumerable.Range(0, 2).Select(_ => (char)(0x4E00 + (int)(2500 * Math.Pow(random.NextDouble(), 1.5))))),
    };

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
