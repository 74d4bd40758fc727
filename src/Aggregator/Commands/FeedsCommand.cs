using System.CommandLine;
using Aggregator.Commands.Listing;
using Aggregator.Storage;

namespace Aggregator.Commands;

internal static class FeedsCommand
{
    public static Command Create()
    {
        var options = new WorkplaceArguments();
        var format = OutputFormat.Option(OutputFormat.Table, OutputFormat.Json, OutputFormat.JsonLines);
        var health = new Option<string[]>("--health") { Description = "Only feeds that are so; several may be named", HelpName = "WORD", AllowMultipleArgumentsPerToken = true };
        health.AcceptOnlyFromAmong([.. FeedHealth.Words]);
        var host = new Option<string?>("--host") { Description = "Only feeds on this host, with or without a port", HelpName = "HOST" };
        var tag = new Option<string?>("--tag") { Description = "Only feeds with this tag", HelpName = "TAG" };
        var text = new Option<string?>("--text") { Description = "Only feeds with this in their title or URL", HelpName = "TEXT" };
        var sort = new Option<string>("--sort")
        {
            Description = "Order: what needs somebody first (health), the last or the newest first (last, new), the next first (next), the most first (articles, failures)",
            HelpName = string.Join('|', FeedSelection.Orders),
            DefaultValueFactory = _ => FeedSelection.Orders[0],
        };
        sort.AcceptOnlyFromAmong([.. FeedSelection.Orders]);
        var limit = new Option<int?>("--limit") { Description = "At most so many", HelpName = "NUMBER" };
        limit.Validators.Add(AtLeastOne.Check);
        var command = new Command("feeds",
            """
            List the feeds: health, last and next poll, articles, and why or what to do. Pause feeds, resume them, have the daemon poll them now. May be used while
            the daemon runs.

            Examples:
              aggregator feeds --health failing gone --sort failures
              aggregator feeds --host example.org --tag press --limit 20
              aggregator feeds pause 12 "Some feed's title"
              aggregator feeds --format json | jq '.[] | select(.failures > 5) | .url'
            """)
        {
            health,
            host,
            tag,
            text,
            sort,
            limit,
            format,
        };
        options.AddTo(command);
        foreach (var action in FeedActions.Create(
            new Argument<string[]>("FEED") { Description = "Number, URL or title of a feed, or a part of URL or title that no other has", Arity = ArgumentArity.OneOrMore },
            "feeds", FeedOf))
        {
            command.Add(action);
        }
        command.SetAction(arguments =>
        {
            if (Workplace.Load(arguments, options)?.OpenExistingDatabase() is not { } database)
                return 1;
            var now = TimeProvider.System.GetUtcNow();
            var feeds = new FeedSelection
            {
                Health = [.. arguments.GetValue(health) ?? []],
                Host = arguments.GetValue(host),
                Tag = arguments.GetValue(tag),
                Text = arguments.GetValue(text),
                Sort = arguments.GetValue(sort)!,
                Limit = arguments.GetValue(limit),
            }.Of(new FeedStore(database).List(now));
            if (arguments.GetValue(format) is var form and not OutputFormat.Table)
                JsonOutput.Write(feeds, form!, FeedJson.Write);
            else
                FeedsTable.Write(feeds, now);
            return 0;
        });
        return command;
    }

    private static Func<string, IReadOnlyList<long>?> FeedOf(FeedStore store)
    {
        var names = store.Names();
        return word => FeedWords.Find(names, word) is { } found ? [found.Id] : null;
    }
}
