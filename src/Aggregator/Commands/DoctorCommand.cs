using System.CommandLine;
using Aggregator.Storage;
using Aggregator.Storage.Keeping;
using Spectre.Console;

namespace Aggregator.Commands;

internal static class DoctorCommand
{
    public static Command Create()
    {
        var options = new WorkplaceArguments();
        var reindex = new Option<bool>("--reindex") { Description = "Build the search index anew; may take minutes" };
        var command = new Command("doctor",
            """
            Examine the database: damage, rows without their articles, gaps in the stream of changes, the search index. Says what to do about what it finds.
            Changes nothing, and may be used while the daemon runs. Ends with 0 when all is well, else with 1.

            Examples:
              aggregator doctor --data /var/lib/aggregator
              aggregator doctor --reindex
            """)
        {
            reindex,
        };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            if (Workplace.Load(arguments, options) is not { } workplace)
                return 1;
            if (arguments.GetValue(reindex))
            {
                if (workplace.OpenExistingDatabase() is not { } database)
                    return 1;
                if (database.Search.Refusal is { } refusal)
                {
                    Terminal.Error(refusal + ".");
                    return 1;
                }
                database.SearchBacklog.ReadAllAnew();
            }
            return Report(DatabaseChoice.Examine(workplace.Settings.Storage, workplace.DatabasePath));
        });
        return command;
    }

    private static int Report(IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings)
        {
            Terminal.Out.MarkupLine(finding.Problem is null ? $"[green]ok[/]      {finding.Check}" : $"[red]problem[/] {finding.Check}: {Markup.Escape(finding.Problem)}");
            if (finding.Remedy is { } remedy)
                Terminal.Out.MarkupLine($"        {Markup.Escape(remedy)}");
        }
        return findings.All(f => f.Problem is null) ? 0 : 1;
    }
}
