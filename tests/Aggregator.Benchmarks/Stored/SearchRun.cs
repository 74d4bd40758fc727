using System.Diagnostics;
using System.Globalization;
using Aggregator.Storage;
using Aggregator.Storage.Reading;
using Aggregator.Storage.Search;

namespace Aggregator.Benchmarks.Stored;

/// <summary>How long people wait for what they look for: words from the commonest to the rarest, several at once, phrases, prefixes, exclusions, fields.</summary>
internal static class SearchRun
{
    public static int Run(Arguments arguments)
    {
        int articles = arguments.Number("articles", 1_000_000), queries = arguments.Number("queries", 2_000);
        using var place = new StoredPlace(arguments.Text("database"));
        var database = StoredArticles.Open(place.Path);
        var stored = new StoredArticles(database);
        if (stored.Count == 0)
            stored.Fill(articles, articles, (_, _) => { });
        // Of a database that an earlier version wrote.
        var backlog = database.SearchBacklog;
        while (backlog.ReadSome())
        {
        }
        if (arguments.Has("merged"))
            database.Optimize();
        var now = StoredArticles.First.AddDays(30);
        var search = new SearchStore(database);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stored.Count} articles, {queries} queries of each kind"));
        Console.WriteLine("| query | found, mean | ms, p50 | ms, p99 | ms, most | CPU ms, mean |");
        Console.WriteLine("| --- | --: | --: | --: | --: | --: |");
        var all = new List<double>();
        foreach (var (name, write) in Kinds.Where(k => arguments.Text("only") is not { } only || k.Name == only))
        {
            var random = new Random(7);
            var (times, found, cpu) = (new List<double>(), 0L, Environment.CpuUsage.TotalTime);
            for (var i = 0; i < queries; i++)
            {
                var query = SearchQueryReader.Read(write(random));
                var started = Stopwatch.GetTimestamp();
                found += search.Find(query, new ArticleFilter { Limit = 20 }, now).Count;
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
            all.AddRange(times);
            Print(name, times, found / (double)queries, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / queries);
        }
        Print("all", all, double.NaN, double.NaN);
        return 0;
    }

    /// <summary>Each with a word of any rank: log-uniform, as people's words are.</summary>
    private static (string Name, Func<Random, string> Write)[] Kinds =>
    [
        ("one word", Word),
        ("one of the ten commonest", random => NewsWriter.Word(1 + random.Next(10))),
        ("two words", random => $"{Word(random)} {Word(random)}"),
        ("three words", random => $"{Word(random)} {Word(random)} {Word(random)}"),
        ("phrase", random => $"\"{Word(random)} {Word(random)}\""),
        ("three letters*", random => $"{string.Concat(Word(random).Take(3))}*"),
        ("four letters*", random => $"{string.Concat(Word(random).Take(4))}*"),
        ("five letters*", random => $"{string.Concat(Word(random).Take(5))}*"),
        ("excluding", random => $"{Word(random)} -{Word(random)}"),
        ("title:", random => $"title:{Word(random)}"),
        ("before:", random => $"{Word(random)} before:2026-01-20"),
        ("after: and before:", random => $"{Word(random)} after:2026-01-08 before:2026-01-10"),
        ("two, before:", random => $"{Word(random)} {Word(random)} before:2026-01-20"),
        ("only excluding", random => $"-{Word(random)}"),
        ("feed:", random => $"{Word(random)} feed:h{1 + random.Next(StoredArticles.Feeds)}.example"),
    ];

    private static string Word(Random random) => NewsWriter.Word((int)Math.Exp(random.NextDouble() * Math.Log(60_000)));

    private static void Print(string name, List<double> times, double found, double cpu)
    {
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {found:0.0} | {times[times.Count / 2]:0.00} | {times[times.Count * 99 / 100]:0.00} | {times[^1]:0.0} | {cpu:0.00} |"));
    }
}
