using System.CommandLine;
using Aggregator.Configuration.Patching;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Aggregator.Storage.Planning;

namespace Aggregator.Commands;

internal static class PlanCommand
{
    /// <summary>As other planning tools have it, so that a pipeline can tell "nothing to do" from "something to look at" and from "broken".</summary>
    public const int HasChanges = 2;

    public static Command Create()
    {
        var options = new WorkplaceArguments();
        var fix = new Option<bool>("--fix") { Description = "Write what polling taught (moved and gone feeds) into the lists; comments stay" };
        var diff = new Option<bool>("--diff") { Description = "Print what --fix would write, as a unified diff, and nothing else" };
        var format = OutputFormat.Option(OutputFormat.Text, OutputFormat.Json);
        var command = new Command("plan",
            """
            Show what the feed lists would change, against the database: new feeds, changed settings, moved and retired feeds; and what polling taught that
            the lists do not say yet: feeds that redirect for good, feeds that are gone. Changes nothing but, with --fix, the lists, and may be used while the
            daemon runs.

            Exit code 0 when there is nothing to do, 2 when there is, 1 on any error: made for a pipeline that gates on it.

            Examples:
              aggregator plan
              aggregator plan --format json | jq '.changes[] | select(.action == "retired") | .url'
              aggregator plan --diff | git apply --directory=config
              aggregator plan && echo "the lists are in force as they are"
            """)
        {
            fix,
            diff,
            format,
        };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            if (Workplace.Load(arguments, options) is not { } workplace || workplace.LoadCatalog() is not { } catalog)
                return 1;
            // Without a database everything is new; a plan makes none.
            Database? database = null;
            if (File.Exists(workplace.DatabasePath) && (database = workplace.OpenDatabase()) is null)
                return 1;
            var store = database is null ? null : new CatalogStore(database, workplace.Settings.Polling, CronSchedule.Reader);
            var learned = ListPatcher.Propose(catalog, store?.Learned() ?? []);
            if (arguments.GetValue(diff))
            {
                PlanProposals.WriteDiff(learned.Patches, workplace.ConfigDirectory);
                return 0;
            }

            if (arguments.GetValue(fix))
            {
                if (!PlanProposals.TryWrite(learned.Proposals, learned.Patches, workplace.ConfigDirectory))
                    return 1;
                if (workplace.LoadCatalog() is not { } edited)
                    return 1;
                (catalog, learned) = (edited, ([], []));
            }

            var plan = store is null ? CatalogPlanner.Plan(catalog, []) : store.Plan(catalog);
            if (arguments.GetValue(format) == OutputFormat.Json)
            {
                PlanJson.Write(plan, learned.Proposals, workplace.ConfigDirectory);
            }
            else
            {
                PlanText.Write(plan, workplace.ConfigDirectory);
                PlanText.Summarise("Plan", plan);
                PlanProposals.WriteText(learned.Proposals, workplace.ConfigDirectory);
            }

            return plan.IsEmpty ? 0 : HasChanges;
        });
        return command;
    }
}
