using System.CommandLine;
using Aggregator.Commands.Simulating;
using Aggregator.Polling.Adaptive;
using Aggregator.Scheduling;
using Aggregator.Storage;

namespace Aggregator.Commands;

internal static class SimulateCommand
{
    /// <summary>Weeks before the counted days in which the catalog's price settles.</summary>
    private const int CatalogLearningDays = 35;

    public static Command Create()
    {
        var options = new WorkplaceArguments();
        var schedule = new SimulationArguments();
        var traces = new Option<string?>("--traces") { Description = "Folder of publishing traces: a file *.txt a feed, a publication time a line, Unix seconds", HelpName = "DIR" };
        var catalog = new Option<bool>("--catalog") { Description = "Simulate the active feeds of the database, by the dates of their stored articles" };
        var plan = new Option<bool>("--plan") { Description = "With --catalog: compare the lists as they are edited now with those in force" };
        var days = new Option<int>("--days") { Description = "With --catalog: how many of the last days", HelpName = "N", DefaultValueFactory = _ => 7 };
        var window = new Option<int?>("--window") { Description = "Entries that each feed's document holds: what is pushed out between two polls is missed", HelpName = "N" };
        var format = OutputFormat.Option(OutputFormat.Table, OutputFormat.Json);
        var command = new Command("simulate",
            """
            Try a schedule before it runs: the daemon's own planner, under a simulated clock, over publishing traces or over what the database knows of
            your own feeds. Prints polls, delays from publication to poll, what was missed, and the load of hosts by the hour, beside the fixed interval
            that makes as many polls. The first 60 days of each trace are for learning and do not count. Nothing is fetched, nothing is written.

            Examples:
              aggregator simulate --catalog --days 7
              aggregator simulate --catalog --plan
              aggregator simulate --catalog --polls-per-day 6
              aggregator simulate --traces traces --polls-per-day 12 --min-interval 5m
              aggregator simulate --traces traces --policy miniflux --format json | jq .delayMinutes
            """)
        {
            traces, catalog, plan, days, schedule.Policy, schedule.PollsPerDay, schedule.Delay, schedule.MinInterval, window, format,
        };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            var folder = arguments.GetValue(traces);
            if (Workplace.Load(arguments, options) is not { } workplace)
                return 1;
            if (folder is null == !arguments.GetValue(catalog))
                return Refuse("say what to simulate: --traces DIR or --catalog, one of the two.");
            if (folder is not null && arguments.GetValue(plan))
                return Refuse("--plan compares lists, so it needs --catalog.");
            if (arguments.GetValue(window) is < 1)
                return Refuse("--window must be 1 or more.");
            if (arguments.GetValue(days) is < 1 or > 3650)
                return Refuse("--days must be from 1 to 3650.");
            var policy = schedule.Schedule(arguments, ofCatalog: folder is null);
            if (schedule.Apply(arguments, workplace.Settings.Polling, policy) is not { } polling)
                return 1;
            var request = new SimulationRequest
            {
                Schedule = policy,
                Options = polling,
                Interval = polling.Freshness.Interval,
                Window = arguments.GetValue(window),
                Learning = folder is null ? 0 : 60 * 24,
                CountedFrom = folder is null ? PublishingHistory.Hours(TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(arguments.GetValue(days))) : 0,
            };
            var report = folder is null ? OfCatalog(workplace, request, arguments.GetValue(days), arguments.GetValue(plan)) : OfTraces(folder, request);
            if (report is null)
                return 1;
            if (arguments.GetValue(format) == OutputFormat.Json)
                SimulationJson.Write(report);
            else
                SimulationTable.Write(report);
            return 0;
        });
        return command;
    }

    private static SimulationReport? OfTraces(string folder, SimulationRequest request)
    {
        var (traces, errors) = TraceFolder.Read(folder);
        foreach (var error in errors)
            Terminal.Error(error);
        return errors.Count == 0 ? Report(traces, request) : null;
    }

    private static SimulationReport? OfCatalog(Workplace workplace, SimulationRequest request, int days, bool compares)
    {
        if (workplace.OpenExistingDatabase() is not { } database)
            return null;
        var edited = compares ? workplace.LoadCatalog() : null;
        if (compares && edited is null)
            return null;
        var now = TimeProvider.System.GetUtcNow();
        var dates = new PublishingDates(database);
        var feeds = new CatalogTraces(dates.Feeds(), dates.Since(now - TimeSpan.FromDays(days + CatalogLearningDays)), now, days + CatalogLearningDays);
        if (feeds.Current() is not { Count: > 0 } current)
        {
            Terminal.Error("the database holds no active feeds; let the daemon run, or poll once (aggregator poll --all).");
            return null;
        }
        var report = Report(current, request);
        if (report is null || edited is null)
            return report;
        var planned = feeds.Planned(edited, new CatalogStore(database, workplace.Settings.Polling, CronSchedule.Reader).Plan(edited));
        if (planned.Count > 0)
            return report with { Planned = Simulation.Run(planned, request), New = planned.Count(trace => trace.IsBorrowed) };
        Terminal.Error("the edited lists hold no feeds that would be polled.");
        return null;
    }

    private static SimulationReport? Report(IReadOnlyList<PublishingTrace> traces, SimulationRequest request)
    {
        var result = Simulation.Run(traces, request);
        if (result.Polls == 0)
        {
            Terminal.Error("there is nothing to count: no feed has a past that is longer than the time for learning.");
            return null;
        }
        var interval = TimeSpan.FromDays(1 / result.PollsPerFeedAndDay);
        var even = Simulation.Run(traces, request with { Schedule = SimulatedSchedule.Fixed, Interval = interval });
        var name = request.Schedule == SimulatedSchedule.Listed ? "as listed" : request.Schedule.ToString().ToLowerInvariant();
        return new SimulationReport(name, result, interval, even, null, 0);
    }

    private static int Refuse(string why)
    {
        Terminal.Error(why);
        return 1;
    }
}
