using System.CommandLine;
using Aggregator.Commands.Hosting;
using Aggregator.Outputs.Tracing;
using Aggregator.Polling;
using Aggregator.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aggregator.Commands;

internal static class PollCommand
{
    public static Command Create()
    {
        var options = new WorkplaceArguments();
        var feeds = new Argument<string[]>("FEED") { Description = "URL or title of a feed, or a part of it; none: all that is due", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "Every enabled feed, due or not" };
        var command = new Command("poll",
            """
            Poll once and return when everything is stored: what is due, the feeds named, or all. Hosts are paced as in the daemon, and a host that
            asked to be left alone is. A feed that is named, or --all, is polled whatever its own schedule, back-off and the publisher's max-age say:
            that is what the command is for. It does not run beside the daemon, whose plan nothing of the kind can beat.

            Exit code 1 when every poll failed.

            Examples:
              aggregator poll
              aggregator poll --all
              aggregator poll https://example.org/feed.xml "Some feed's title"
            """)
        {
            feeds,
            all,
        };
        options.AddTo(command);
        command.SetAction(async (arguments, cancellation) =>
        {
            if (Workplace.Load(arguments, options) is not { } workplace || workplace.LoadCatalog() is not { } catalog)
                return 1;
            using var directoryLock = workplace.Lock();
            if (directoryLock is null || workplace.OpenDatabase() is not { } database)
                return 1;

            var tracing = workplace.Settings.Tracing;
            var services = TracingComposition.Add(new ServiceCollection().AddWayOfTheData(workplace, () => catalog, database).AddMetrics().AddSingleton(tracing), tracing)
                .AddLogging(logging => logging.AddLines(workplace.Settings.Logging with { Level = LogLevel.Warning }, toStandardError: true))
                .BuildServiceProvider();
            await using (services.ConfigureAwait(false))
            {
                TracingComposition.Start(services, tracing);
                services.GetRequiredService<CatalogStore>().Apply(catalog, TimeProvider.System.GetUtcNow());
                var store = services.GetRequiredService<FeedStore>();
                if (Choose(store, arguments.GetValue(feeds) ?? [], arguments.GetValue(all)) is not { } ids)
                    return 1;
                return await PollAsync(services, ids, cancellation).ConfigureAwait(false);
            }
        });
        return command;
    }

    /// <summary>Null after it was said which word means no feed, or several.</summary>
    private static IReadOnlyList<long>? Choose(FeedStore store, string[] words, bool all)
    {
        if (words.Length == 0)
            return store.ActiveIds(all ? null : TimeProvider.System.GetUtcNow());
        var (names, ids) = (store.Names(), new List<long>());
        foreach (var word in words)
        {
            if (FeedWords.Find(names, word) is not { } found)
                return null;
            if (found.State != "active")
            {
                Terminal.Error($"'{found.Name}' is {found.State} and not polled; enable it in its list.");
                return null;
            }
            ids.Add(found.Id);
        }
        return ids;
    }

    private static async Task<int> PollAsync(IServiceProvider services, IReadOnlyList<long> ids, CancellationToken cancellation)
    {
        var pipeline = services.GetRequiredService<PollPipeline>();
        var started = TimeProvider.System.GetTimestamp();
        pipeline.Start();
        PollTotals totals;
        using (var progress = new PollProgress(ids.Count))
        using (cancellation.Register(pipeline.StopWaiting))
            totals = await services.GetRequiredService<PollRound>().RunAsync(ids, progress.Ended, cancellation).ConfigureAwait(false);
        await pipeline.StopAsync(TimeSpan.Zero).ConfigureAwait(false);
        PollSummary.Print(totals, TimeProvider.System.GetElapsedTime(started));
        var allFailed = totals.Polls > 0 && totals.Failed == totals.Polls;
        return allFailed || cancellation.IsCancellationRequested ? 1 : 0;
    }
}
