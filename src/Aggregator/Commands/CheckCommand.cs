using System.CommandLine;
using Aggregator.Configuration;
using Aggregator.Storage;
using Spectre.Console;

namespace Aggregator.Commands;

internal static class CheckCommand
{
    public static Command Create()
    {
        var options = new WorkplaceArguments();
        var command = new Command("check",
            """
            Validate settings and feed lists and print everything that is wrong, with file, line and column. Touches neither network nor data; where
            there is a database, feeds that have moved for good are named as well.

            Exit code 0 when all is well, 1 on any error: made for a commit hook or a pipeline.

            Example:
              aggregator check --config ./config
            """);
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            // Both are looked at, so that one run shows all errors.
            var workplace = Workplace.Load(arguments, options);
            var lists = workplace ?? new Workplace(
                Path.GetFullPath(arguments.GetValue(options.Config)!), Path.GetFullPath(arguments.GetValue(options.Data)!), new());
            var catalog = lists.LoadCatalog();
            if (workplace is null || catalog is null)
                return 1;
            if (workplace.Settings.Fetching.ContactUrl is null)
                Terminal.Warning("Fetching:ContactUrl is not set; publishers cannot tell who polls them. Set it to a page about you.");
            foreach (var feed in catalog.Feeds.Where(f => f.Tls is not null))
                Terminal.Warning($"{feed.Location}: {Redactor.Url(feed.Url)} is an exception from verifying certificates: {feed.Tls}.");
            foreach (var (feed, target) in Moved(lists, catalog))
                Terminal.Warning($"{feed.Location}: {Redactor.Url(feed.Url)} has moved to {Redactor.Url(target)}; change the URL, its articles are kept.");
            var disabled = catalog.Feeds.Count(f => !f.Enabled);
            Terminal.Out.MarkupLineInterpolated(
                $"[green]ok:[/] {catalog.Feeds.Length} feeds in {catalog.Feeds.Select(f => f.Location.File).Distinct().Count()} lists{(disabled > 0 ? $", {disabled} of them disabled" : "")}");
            return 0;
        });
        return command;
    }

    private static IEnumerable<(FeedDefinition Feed, string Target)> Moved(Workplace workplace, Catalog catalog)
    {
        if (!File.Exists(workplace.DatabasePath))
            yield break;
        foreach (var (url, target) in new FeedStore(new Database(workplace.DatabasePath, workplace.Settings.Storage)).TryMoved())
        {
            if (catalog.Find(url) is { } feed)
                yield return (feed, target);
        }
    }
}
