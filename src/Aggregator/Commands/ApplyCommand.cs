using System.CommandLine;
using Aggregator.Configuration;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Aggregator.Storage.Planning;

namespace Aggregator.Commands;

internal static class ApplyCommand
{
    public static Command Create()
    {
        var options = new WorkplaceArguments();
        var confirm = new Option<bool>("--retire") { Description = "Retire however many feeds the plan retires" };
        var command = new Command("apply",
            """
            Take the feed lists over into the database of a stopped daemon, as 'aggregator plan' shows it, and print what was done.

            A running daemon does this by itself within two seconds of a change of the lists, or at once on SIGHUP; then this command only says so.
            More retirements than Lists:MaxRetiredPercent allows need --retire. Exit code 0 when the database is as the lists say, 1 otherwise.

            Examples:
              aggregator plan; aggregator apply
              aggregator apply --retire
            """)
        {
            confirm,
        };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            if (Workplace.Load(arguments, options) is not { } workplace || workplace.LoadCatalog() is not { } catalog)
                return 1;
            using var directoryLock = workplace.Lock(owner => LeaveToDaemon(workplace, catalog, owner), out var left);
            if (directoryLock is null)
                return left;
            if (workplace.OpenDatabase() is not { } database)
                return 1;
            var store = new CatalogStore(database, workplace.Settings.Polling, CronSchedule.Reader);
            var plan = store.Plan(catalog);
            var retiring = plan.Count<PlannedChange.Retired>();
            if (!arguments.GetValue(confirm) && RetirementGuard.IsTooMany(retiring, plan.Before, workplace.Settings.Lists.MaxRetiredPercent))
            {
                Terminal.Error($"the lists would retire {retiring} of {plan.Before} feeds, more than Lists:MaxRetiredPercent "
                    + $"({workplace.Settings.Lists.MaxRetiredPercent} %) allows; look at 'aggregator plan', and if you mean it: aggregator apply --retire");
                return 1;
            }

            store.Apply(catalog, TimeProvider.System.GetUtcNow());
            PlanText.Write(plan, workplace.ConfigDirectory);
            PlanText.Summarise("Done", plan);
            return 0;
        });
        return command;
    }

    /// <summary>Its database must not change behind its back: it holds what is under way in memory.</summary>
    private static int LeaveToDaemon(Workplace workplace, Catalog catalog, string? owner)
    {
        if (workplace.OpenExistingDatabase() is not { } database)
            return 1;
        var plan = new CatalogStore(database, workplace.Settings.Polling, CronSchedule.Reader).Plan(catalog);
        PlanText.Write(plan, workplace.ConfigDirectory);
        PlanText.Summarise("Plan", plan);
        if (plan.IsEmpty)
            return 0;
        Terminal.Error($"{workplace.DataDirectory} is in use by a running daemon, which takes changed lists over by itself within two seconds; "
            + $"to have it do so now: kill -HUP {owner ?? "PID"}. If it does not, its log and /health/ready say why.");
        return 1;
    }
}
