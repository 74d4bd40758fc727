namespace Aggregator.Tests.Deduplicating.Stories;

/// <summary>
/// Reports as news agencies and their customers publish them, and what only looks like copies: translations, pages of one template,
/// the boilerplate of one site.
/// </summary>
internal sealed class LabelledSet
{
    private const int Feeds = 40;
    private readonly Random _random;
    private readonly Script _script;
    private readonly ReportWriter _writer;
    private readonly List<LabelledArticle> _articles = [];
    private readonly string[] _footers;
    private readonly string[] _headers;

    private LabelledSet(Script script, int seed)
    {
        _random = new Random(seed);
        _script = script;
        _writer = new ReportWriter(script, seed);
        _footers = [.. Enumerable.Range(0, Feeds).Select(_ => string.Concat(_writer.Paragraphs(_writer.Topic(), 1 + _random.Next(2)).Select(Paragraph)))];
        _headers = [.. Enumerable.Range(0, Feeds).Select(i => i % 3 == 0 ? Paragraph(_writer.Sentence(_writer.Topic())) : "")];
    }

    public static IReadOnlyList<LabelledArticle> Generate(Script script, int seed, int size)
    {
        var set = new LabelledSet(script, seed);
        for (var i = 0; i < size; i++)
        {
            set.AddSyndicated($"{script} report {i}");
            if (i % 2 == 0)
                set.AddOriginal($"{script} single {i}");
            if (i % 4 == 0)
                set.AddTranslation($"{script} translated {i}");
            if (i % 5 == 0)
                set.AddTemplate($"{script} template {i}");
        }
        // Copies do not arrive side by side.
        return [.. set._articles.OrderBy(_ => set._random.Next())];
    }

    private void AddSyndicated(string label)
    {
        var topic = _writer.Topic();
        var title = _writer.Title(topic);
        var paragraphs = _writer.Paragraphs(topic, 4 + _random.Next(8));
        var feeds = Enumerable.Range(0, Feeds).OrderBy(_ => _random.Next()).Take(2 + _random.Next(4)).ToList();
        Add(label, feeds[0], title, paragraphs, "original");
        foreach (var feed in feeds.Skip(1))
        {
            var copy = paragraphs.ToList();
            var kind = "copy";
            if (_random.Next(2) == 0)
            {
                copy = copy[..Math.Max(2, copy.Count * (35 + _random.Next(50)) / 100)];
                kind += " trimmed";
            }
            if (_random.Next(3) == 0)
            {
                for (var i = 0; i < 1 + _random.Next(2); i++)
                    copy.Insert(_random.Next(copy.Count + 1), _writer.Paragraphs(topic, 1)[0]);
                kind += " extended";
            }
            if (_random.Next(4) == 0)
            {
                copy = copy.ConvertAll(Edit);
                kind += " edited";
            }
            var headline = _random.Next(2) == 0 ? title : _writer.Title(topic);
            Add(label, feed, headline, copy, kind);
        }
    }

    private void AddOriginal(string label)
    {
        var topic = _writer.Topic();
        Add(label, _random.Next(Feeds), _writer.Title(topic), _writer.Paragraphs(topic, 1 + _random.Next(6)), "single");
    }

    // Names in Latin letters and numbers stay; every other word is another.
    private void AddTranslation(string label)
    {
        var topic = _writer.Topic();
        var paragraphs = _writer.Paragraphs(topic, 5);
        Add(label + " a", _random.Next(Feeds), _writer.Title(topic), paragraphs, "translation");
        var translator = new ReportWriter(_script == Script.Latin ? Script.Cyrillic : Script.Latin, _random.Next());
        var names = topic.Take(4).ToList();
        var own = translator.Topic();
        Add(label + " b", _random.Next(Feeds), translator.Title([.. names, .. own]), translator.Paragraphs([.. names, .. own], 5), "translation");
    }

    private void AddTemplate(string label)
    {
        var topic = _writer.Topic();
        var slots = 2 + _random.Next(3);
        var sentences = Enumerable.Range(0, 3 + _random.Next(10)).Select(_ => _writer.Sentence(topic)).ToList();
        var feed = _random.Next(Feeds);
        var isOfOneSite = _random.Next(2) == 0;
        for (var page = 0; page < 3; page++)
        {
            var names = Enumerable.Range(0, slots).Select(_ => _writer.Name()).ToList();
            var filled = sentences.Select((sentence, i) => Fill(sentence, names[i % slots])).ToList();
            var blank = _script == Script.Cjk ? "" : " ";
            var title = _writer.Join([topic[4], topic[5], _script == Script.Cjk ? "的" : "in", names[0], topic[6]]);
            Add($"{label} page {page}", isOfOneSite ? feed : _random.Next(Feeds), title, [string.Join(blank, filled[..(filled.Count / 2)]), string.Join(blank, filled[(filled.Count / 2)..])], "template");
        }
    }

    private string Fill(string sentence, string name)
    {
        if (_script == Script.Cjk)
        {
            var third = sentence.Length / 3;
            return $"{sentence[..third]}{name}{sentence[third..(2 * third)]}{_writer.Number()}{sentence[(2 * third)..]}";
        }
        var words = sentence.TrimEnd('.').Split(' ').ToList();
        words.Insert(words.Count / 3, name);
        words.Insert(words.Count * 2 / 3, _writer.Number());
        return string.Join(' ', words) + ".";
    }

    // One word in thirty is another.
    private string Edit(string paragraph)
    {
        if (_script == Script.Cjk)
        {
            var at = _random.Next(paragraph.Length);
            return string.Concat(paragraph.AsSpan(0, at), _writer.Content(), paragraph.AsSpan(Math.Min(paragraph.Length, at + 2)));
        }
        return string.Join(' ', paragraph.Split(' ').Select(word => _random.Next(30) == 0 ? _writer.Content() : word));
    }

    private void Add(string label, int feed, string title, List<string> paragraphs, string kind) =>
        _articles.Add(new LabelledArticle(label, feed + 1, title, _headers[feed] + string.Concat(paragraphs.Select(Paragraph)) + _footers[feed], kind));

    private static string Paragraph(string text) => $"<p>{text}</p>";
}
