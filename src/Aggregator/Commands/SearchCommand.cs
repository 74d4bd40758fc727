using System.CommandLine;
using System.Globalization;
using Aggregator.Outputs;
using Aggregator.Storage;
using Aggregator.Storage.Reading;
using Aggregator.Storage.Search;
using Spectre.Console;

namespace Aggregator.Commands;

internal static class SearchCommand
{
    public static Command Create()
    {
        var options = new WorkplaceArguments();
        var words = new Argument<string[]>("QUERY") { Description = "What to look for; all of it must hold", Arity = ArgumentArity.OneOrMore };
        var limit = new Option<int>("--limit") { Description = "At most so many", HelpName = "N", DefaultValueFactory = _ => 20 };
        var format = OutputFormat.Option(OutputFormat.Table, OutputFormat.Json, OutputFormat.JsonLines);
        var command = new Command("search",
            """
            Find articles by their words, the best first: words in titles count more, news more than what is old. May be used while the daemon runs.

            Case and accents do not count. "a phrase", begin* (three letters or more), -without, title:word, author:name, feed:name, tag:name, before:2026-11-01, after:2026-10.
            There is no wrong query: what is not understood is taken as words. In a shell put the query into single quotes, or -- before a leading minus.

            Examples:
              aggregator search 'climate summit'
              aggregator search '"interest rates" title:bank* -crypto after:2026-01'
              aggregator search 'tag:science 東京' --format jsonl | jq -r .url
            """)
        {
            words,
            limit,
            format,
        };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            if (Workplace.Load(arguments, options)?.OpenExistingDatabase() is not { } database)
                return 1;
            if (database.Search.Refusal is { } refusal)
            {
                Terminal.Error(refusal + ".");
                return 1;
            }
            SearchNotice.Write(database);
            var now = TimeProvider.System.GetUtcNow();
            var query = SearchQueryReader.Read(string.Join(' ', arguments.GetValue(words)!));
            Write(new SearchStore(database).Find(query, new ArticleFilter { Limit = Math.Max(0, arguments.GetValue(limit)) }, now), arguments.GetValue(format)!);
            return 0;
        });
        return command;
    }

    private static void Write(IReadOnlyList<SearchHit> hits, string format)
    {
        if (format != OutputFormat.Table)
        {
            JsonOutput.Write(hits, format, (json, hit) =>
            {
                json.WriteStartObject();
                json.WriteNumber("score", hit.Score);
                json.WriteString("snippet", hit.Snippet);
                ArticleJson.WriteMembers(json, hit.Article);
                json.WriteEndObject();
            });
            return;
        }
        foreach (var hit in hits)
        {
            var published = hit.Article.PublishedAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            Terminal.Out.MarkupLine($"[bold]{Markup.Escape(hit.Article.Title ?? hit.Article.Url ?? "(no title)")}[/]");
            Terminal.Out.MarkupLine($"  [grey]{Markup.Escape($"{published}  {hit.Article.FeedName}  {hit.Article.Url}")}[/]");
            if (hit.Snippet.Length > 0)
                Terminal.Out.MarkupLine($"  {Markup.Escape(hit.Snippet)}");
        }
        if (hits.Count == 0)
            Terminal.Err.Profile.Out.Writer.WriteLine("nothing found");
    }
}
