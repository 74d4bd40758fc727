using System.Globalization;
using Dapper;

namespace Aggregator.Benchmarks.Stored;

/// <summary>What an article costs to store, part by part, while a store grows: rows, index of words, stories, commit.</summary>
internal static class StoryRun
{
    public static int Run(Arguments arguments)
    {
        var articles = arguments.Number("articles", 1_000_000);
        var every = arguments.Number("every", Math.Max(200, articles / 20 / 200 * 200));
        using var place = new StoredPlace(arguments.Text("database"));
        var database = StoredArticles.Open(place.Path);
        var stored = new StoredArticles(database);
        Console.WriteLine("| articles | rows ms | words ms | stories ms | commit ms | index × insert |");
        Console.WriteLine("| --: | --: | --: | --: | --: | --: |");
        stored.Fill(articles, every, (count, times) =>
        {
            var insert = times.Rows + times.Commit;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {count} | {times.Each(times.Rows):0.000} | {times.Each(times.Search):0.000} | {times.Each(times.Stories):0.000} | {times.Each(times.Commit):0.000} | {(insert + times.Search) / insert:0.00} |"));
        });
        using var connection = database.Open();
        var (stories, members) = connection.QuerySingle<(long, long)>("SELECT COUNT(*), COALESCE(SUM(members), 0) FROM stories");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stories} stories of {members} articles; {new FileInfo(place.Path).Length / 1e6:0} MB"));
        return stored.Count == articles ? 0 : 1;
    }
}
