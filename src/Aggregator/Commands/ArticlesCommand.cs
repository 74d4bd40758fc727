using System.CommandLine;
using System.Globalization;
using Aggregator.Outputs;
using Aggregator.Storage;
using Aggregator.Storage.Reading;
using Aggregator.Storage.Search;
using Spectre.Console;

namespace Aggregator.Commands;

internal static class ArticlesCommand
{
    public static Command Create()
    {
        var options = new WorkplaceArguments();
        var feed = new Option<string?>("--feed") { Description = "Only articles carried by this feed: URL or title, or a part of it", HelpName = "FEED" };
        var tag = new Option<string?>("--tag") { Description = "Only articles of feeds with this tag", HelpName = "TAG" };
        var since = SinceArgument.Option("Published");
        var query = new Option<string?>("--q") { Description = "Only articles found by these words, the best first; see aggregator search --help", HelpName = "QUERY" };
        var limit = new Option<int>("--limit") { Description = "At most so many", HelpName = "N", DefaultValueFactory = _ => 50 };
        var format = OutputFormat.Option(OutputFormat.Table, OutputFormat.Json, OutputFormat.JsonLines);
        var command = new Command("articles",
            """
            List articles, newest first. May be used while the daemon runs.

            Examples:
              aggregator articles --limit 20
              aggregator articles --tag science --since 24h
              aggregator articles --q 'title:election -poll' --since 7d
              aggregator articles --feed bbc --format jsonl | jq -r .title
            """)
        {
            feed,
            tag,
            since,
            query,
            limit,
            format,
        };
        options.AddTo(command);
        command.Add(ShowCommand.Create());
        command.Add(RepairCommands.CreateSplit());
        command.Add(RepairCommands.CreateMerge());
        command.Add(RepairCommands.CreateSeparate());
        command.SetAction(arguments =>
        {
            if (Workplace.Load(arguments, options)?.OpenExistingDatabase() is not { } database)
                return 1;
            if (arguments.GetValue(query) is not null && database.Search.Refusal is { } refusal)
            {
                Terminal.Error(refusal + ".");
                return 1;
            }
            var now = TimeProvider.System.GetUtcNow();
            if (!SinceArgument.TryRead(arguments.GetValue(since), now, out var from) || !TryFeeds(database, arguments.GetValue(feed), out var feeds))
                return 1;
            var filter = new ArticleFilter
            {
                Feeds = feeds,
                Tag = arguments.GetValue(tag),
                Since = from,
                Limit = Math.Max(0, arguments.GetValue(limit)),
            };
            if (arguments.GetValue(query) is not null)
                SearchNotice.Write(database);
            var articles = arguments.GetValue(query) is { } words
                ? [.. new SearchStore(database).Find(SearchQueryReader.Read(words), filter, now).Select(hit => hit.Article)]
                : new ArticleStore(database).Newest(filter);
            Write(articles, arguments.GetValue(format)!, now);
            return 0;
        });
        return command;
    }

    private static bool TryFeeds(Database database, string? word, out IEnumerable<long>? feeds)
    {
        feeds = word is null ? null : new FeedStore(database).Names().Find(word).Select(f => f.Id).ToList();
        if (feeds is null || feeds.Any())
            return true;
        Terminal.Error($"no feed is called '{word}'; 'aggregator feeds' lists them all.");
        return false;
    }

    private static void Write(IReadOnlyList<ArticleRow> articles, string format, DateTimeOffset now)
    {
        if (format == OutputFormat.Table)
        {
            WriteTable(articles, now);
            return;
        }
        JsonOutput.Write(articles, format, ArticleJson.Write);
    }

    private static void WriteTable(IReadOnlyList<ArticleRow> articles, DateTimeOffset now)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Published", "Feed", "Title")
            .AddColumns(new TableColumn("Rev").RightAligned(), new TableColumn("Story").RightAligned());
        foreach (var article in articles)
        {
            var published = article.PublishedAt.ToString(
                article.PublishedAt.Date == now.Date ? "HH:mm' UTC'" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            table.AddRow(
                Markup.Escape(published),
                Markup.Escape(article.FeedName.Length > 30 ? $"{article.FeedName[..29]}…" : article.FeedName),
                Markup.Escape(article.Title ?? article.Url ?? "(no title)"),
                article.Revision.ToString(CultureInfo.InvariantCulture),
                article.StoryId?.ToString(CultureInfo.InvariantCulture) ?? "");
        }
        Terminal.Out.Write(table);
    }
}
