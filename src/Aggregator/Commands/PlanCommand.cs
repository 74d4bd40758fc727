using System.CommandLine;
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
        var format = OutputFormat.Option(OutputFormat.Text, OutputFormat.Json);
        var command = new Command("plan",
            """
            Show what the feed lists would change, against the database: new feeds, changed settings, moved and retired feeds. Changes nothing, and
            may be used while the daemon runs.

            Exit code 0 when there is nothing to do, 2 when there is, 1 on any error: made for a pipeline that gates on it.

            Examples:
              aggregator plan
              aggregator plan --format json | jq '.changes[] | select(.action == "retired") | .url'
              aggregator plan && echo "the lists are in force as they are"
            """)
        {
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
            var plan = database is null ? CatalogPlanner.Plan(catalog, []) : new CatalogStore(database, workplace.Settings.Polling).Plan(catalog);
            if (arguments.GetValue(format) == OutputFormat.Json)
                PlanJson.Write(plan, workplace.ConfigDirectory);
            else
                PlanText.Write(plan, workplace.ConfigDirectory);
            return plan.IsEmpty ? 0 : HasChanges;
        });
        return command;
    }
}
