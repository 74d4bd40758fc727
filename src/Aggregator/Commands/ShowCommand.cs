using System.CommandLine;
using System.Globalization;
using Aggregator.Deduplicating.Edits;
using Aggregator.Outputs;
using Aggregator.Outputs.History;
using Aggregator.Storage;
using Aggregator.Storage.Edits;
using Aggregator.Storage.Repairs;
using Spectre.Console;

namespace Aggregator.Commands;

internal static class ShowCommand
{
    public static Command Create()
    {
        var options = new WorkplaceArguments();
        var id = new Argument<long>("ID") { Description = "The article's number" };
        var history = new Option<bool>("--history") { Description = "What was edited, word by word: [-removed-] {+added+}" };
        var command = new Command("show",
            """
            Show one article, or what its publisher edited.

            Examples:
              aggregator articles show 4711 | jq .
              aggregator articles show 4711 --history
            """)
        {
            id,
            history,
        };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            if (Workplace.Load(arguments, options)?.OpenExistingDatabase() is not { } database)
                return 1;
            var number = arguments.GetValue(id);
            if (new ArticleStore(database).ByIds([number]) is not [var article])
            {
                Terminal.Error(string.Create(CultureInfo.InvariantCulture, $"there is no article {number}; 'aggregator articles --format jsonl' gives their numbers."));
                return 1;
            }
            if (arguments.GetValue(history))
            {
                WriteHistory(HistoryDiff.Of(new HistoryStore(database).Read(number)));
                foreach (var repair in new RepairStore(database).Of(number))
                    Terminal.Out.MarkupLine($"[grey]{Markup.Escape($"{repair.Kind} {repair.Times}×, last {repair.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm' UTC'", CultureInfo.InvariantCulture)}: {repair.Evidence}")}[/]");
            }
            else
            {
                JsonOutput.Write([article], OutputFormat.JsonLines, ArticleJson.Write);
            }
            return 0;
        });
        return command;
    }

    private static void WriteHistory(IReadOnlyList<EditedRevision> revisions)
    {
        foreach (var revision in revisions)
        {
            var until = revision.ReplacedAt is { } at ? $"until {at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss' UTC'", CultureInfo.InvariantCulture)}" : "now";
            var what = revision.Significance is { } significance ? $", edited: {significance}" : "";
            Terminal.Out.MarkupLine($"[bold]revision {revision.Revision}[/] {Markup.Escape($"({until}{what})")}");
            foreach (var field in revision.Fields)
                Terminal.Out.MarkupLine($"  {field.Name}: {string.Concat(field.Runs.Select(run => Word(run, revision.IsFirst)))}");
        }
    }

    // Brackets as wdiff and git write them, so that a pipe shows as much as a terminal.
    private static string Word(TextRun run, bool isWhole) => run.Kind switch
    {
        DiffKind.Removed => $"[red]{Markup.Escape($"[-{run.Text}-]")}[/]",
        DiffKind.Added => $"[green]{Markup.Escape($"{{+{run.Text}+}}")}[/]",
        _ => Markup.Escape(isWhole ? run.Text : HistoryDiff.Shorten(run.Text)),
    };
}
