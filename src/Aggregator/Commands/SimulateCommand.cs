using System.CommandLine;
using Aggregator.Commands.Simulating;
using Aggregator.Configuration;
using Aggregator.Polling.Adaptive;
using Aggregator.Storage;

namespace Aggregator.Commands;

internal static class SimulateCommand
{
    /// <summary>Weeks before the counted days in which the catalog's price settles.</summary>
    private const int CatalogLearningDays = 35;

    public static Command Create()
    {
        var options = new WorkplaceArguments();
        var traces = new Option<string?>("--traces") { Description = "Folder of publishing traces: a file *.txt a feed, a publication time a line, Unix seconds", HelpName = "DIR" };
        var catalog = new Option<bool>("--catalog") { Description = "Simulate the active feeds of the database, by the dates of their stored articles" };
        var days = new Option<int>("--days") { Description = "With --catalog: how many of the last days", HelpName = "N", DefaultValueFactory = _ => 7 };
        var policy = new Option<string>("--policy") { Description = "Schedule", DefaultValueFactory = _ => "auto" };
        policy.AcceptOnlyFromAmong("auto", "fixed", "miniflux");
        var pollsPerDay = new Option<int?>("--polls-per-day") { Description = "Polls a feed and day, instead of Polling:Freshness; for fixed, what the interval follows from", HelpName = "N" };
        var minInterval = new Option<string?>("--min-interval") { Description = "Least time between two polls of a feed, instead of Polling:MinInterval", HelpName = "TIME" };
        var window = new Option<int?>("--window") { Description = "Entries that each feed's document holds: what is pushed out between two polls is missed", HelpName = "N" };
        var format = OutputFormat.Option(OutputFormat.Table, OutputFormat.Json);
        var command = new Command("simulate",
            """
            Try a schedule before it runs: the daemon's own planner, under a simulated clock, over publishing traces or over what the database knows of
            your own feeds. Prints polls, delays from publication to poll, what was missed, and the load of hosts, beside the fixed interval that makes
            as many polls. The first 60 days of each trace are for learning and do not count. Nothing is fetched, nothing is written.

            Examples:
              aggregator simulate --catalog --days 7
              aggregator simulate --catalog --polls-per-day 6
              aggregator simulate --traces traces --polls-per-day 12 --min-interval 5m
              aggregator simulate --traces traces --policy miniflux --format json | jq .delayMinutes
            """)
        {
            traces, catalog, days, policy, pollsPerDay, minInterval, window, format,
        };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            if (Workplace.Load(arguments, options) is not { } workplace || Polling(workplace.Settings.Polling) is not { } polling)
                return 1;
            var folder = arguments.GetValue(traces);
            if (folder is null == !arguments.GetValue(catalog))
                return Refuse("say what to simulate: --traces DIR or --catalog, one of the two.");
            if (arguments.GetValue(window) is < 1)
                return Refuse("--window must be 1 or more.");
            if (arguments.GetValue(days) is < 1 or > 3650)
                return Refuse("--days must be from 1 to 3650.");
            var found = folder is null ? OwnFeeds(workplace, arguments.GetValue(days)) : ReadTraces(folder);
            if (found is not { Count: > 0 } feeds)
                return 1;
            var request = new SimulationRequest
            {
                Schedule = Enum.Parse<SimulatedSchedule>(arguments.GetValue(policy)!, ignoreCase: true),
                Options = polling,
                Interval = TimeSpan.FromDays(1.0 / polling.Freshness),
                Window = arguments.GetValue(window),
                Learning = folder is null ? 0 : 60 * 24,
                CountedFrom = folder is null ? PublishingHistory.Hours(TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(arguments.GetValue(days))) : 0,
            };
            var result = Simulation.Run(feeds, request);
            if (result.Polls == 0)
                return Refuse("there is nothing to count: no feed has a past that is longer than the time for learning.");
            var interval = TimeSpan.FromDays(1 / result.PollsPerFeedAndDay);
            var fixedOne = Simulation.Run(feeds, request with { Schedule = SimulatedSchedule.Fixed, Interval = interval });
            if (arguments.GetValue(format) == OutputFormat.Json)
                SimulationOutput.WriteJson(arguments.GetValue(policy)!, result, interval, fixedOne);
            else
                SimulationOutput.WriteTable(arguments.GetValue(policy)!, result, interval, fixedOne);
            return 0;

            PollingOptions? Polling(PollingOptions settings)
            {
                settings = settings with { Interval = FeedSchedule.Auto };
                if (arguments.GetValue(minInterval) is { } text)
                {
                    if (!Durations.TryParse(text, out var floor) || floor < TimeSpan.FromMinutes(5))
                    {
                        Terminal.Error($"--min-interval must be {Durations.Allowed}, 5m or more.");
                        return null;
                    }
                    settings = settings with { MinInterval = floor };
                }
                if (arguments.GetValue(pollsPerDay) is { } polls)
                {
                    if (polls is < 1 or > 288)
                    {
                        Terminal.Error("--polls-per-day must be from 1 to 288.");
                        return null;
                    }
                    settings = settings with { Freshness = polls };
                }
                return settings;
            }
        });
        return command;
    }

    private static IReadOnlyList<PublishingTrace>? ReadTraces(string folder)
    {
        var (traces, errors) = TraceFolder.Read(folder);
        foreach (var error in errors)
            Terminal.Error(error);
        return errors.Count == 0 ? traces : null;
    }

    private static IReadOnlyList<PublishingTrace>? OwnFeeds(Workplace workplace, int days)
    {
        if (workplace.OpenExistingDatabase() is not { } database)
            return null;
        var now = TimeProvider.System.GetUtcNow();
        var traces = CatalogTraces.Of(new PublishingDates(database).Since(now - TimeSpan.FromDays(days + CatalogLearningDays)), now, days + CatalogLearningDays);
        if (traces.Count == 0)
            Terminal.Error("the database holds no active feeds; let the daemon run, or poll once (aggregator poll --all).");
        return traces;
    }

    private static int Refuse(string why)
    {
        Terminal.Error(why);
        return 1;
    }
}
