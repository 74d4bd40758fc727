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
            Validate settings and feed lists and print everything that is wrong, with file, line and column. Touches neither feeds nor data; where
            there is a database, feeds that have moved for good are named as well, and a PostgreSQL server must answer.

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
            var database = DatabaseChoice.Try(workplace.Settings.Storage, workplace.DatabasePath);
            if (database is DatabaseOpening.Refused refused)
            {
                Terminal.Error(refused.Reason);
                return 1;
            }
            foreach (var (feed, target) in Moved(workplace, ((DatabaseOpening.Opened)database).Database, catalog))
                Terminal.Warning($"{feed.Location}: {Redactor.Url(feed.Url)} has moved to {Redactor.Url(target)}; change the URL, its articles are kept.");
            var disabled = catalog.Feeds.Count(f => !f.Enabled);
            Terminal.Out.MarkupLineInterpolated(
                $"[green]ok:[/] {catalog.Feeds.Length} feeds in {Lists(catalog)}{(disabled > 0 ? $", {disabled} of them disabled" : "")}");
            return 0;
        });
        return command;
    }

    private static string Lists(Catalog catalog) => catalog.Feeds.Select(f => f.Location.File).Distinct().Count() is var lists and not 1 ? $"{lists} lists" : "one list";

    private static IEnumerable<(FeedDefinition Feed, string Target)> Moved(Workplace workplace, Database database, Catalog catalog)
    {
        if (workplace.Settings.Storage.Provider == StorageProvider.Sqlite && !File.Exists(workplace.DatabasePath))
            yield break;
        foreach (var (url, target) in new FeedStore(database).TryMoved())
        {
            if (catalog.Find(url) is { } feed)
                yield return (feed, target);
        }
    }
}
