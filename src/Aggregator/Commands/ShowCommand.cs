using System.CommandLine;
using System.Globalization;
using Aggregator.Deduplicating.Edits;
using Aggregator.Deduplicating.Stories;
using Aggregator.Outputs;
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
                WriteHistory(new HistoryStore(database).Read(number));
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

    private static void WriteHistory(IReadOnlyList<ArticleRevision> texts)
    {
        for (var i = 0; i < texts.Count; i++)
        {
            var until = texts[i].ReplacedAt is { } at ? $"until {at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss' UTC'", CultureInfo.InvariantCulture)}" : "now";
            var what = i > 0 && texts[i - 1].Significance is { } significance ? $", edited: {significance}" : "";
            Terminal.Out.MarkupLine($"[bold]revision {texts[i].Revision}[/] {Markup.Escape($"({until}{what})")}");
            WriteText(i == 0 ? null : texts[i - 1], texts[i]);
        }
    }

    private static void WriteText(ArticleRevision? before, ArticleRevision text)
    {
        WriteField("title", before?.Title, text.Title, before is null);
        WriteField("link", before?.Url, text.Url, before is null);
        WriteField("text", before is null ? null : StoryText.ReadBody(before.Content, before.Summary), StoryText.ReadBody(text.Content, text.Summary), before is null);
    }

    private static void WriteField(string name, string? before, string? text, bool isFirst)
    {
        if (isFirst)
            Terminal.Out.MarkupLine($"  {name}: {Markup.Escape(text ?? "")}");
        else if (before != text)
            Terminal.Out.MarkupLine($"  {name}: {Diff(WordDiff.Split(before ?? ""), WordDiff.Split(text ?? ""))}");
    }

    // Brackets as wdiff and git write them, so that a pipe shows as much as a terminal.
    private static string Diff(List<string> old, List<string> edited) => string.Concat(WordDiff.Compare(old, edited).Select(run => run.Kind switch
    {
        DiffKind.Removed => $"[red]{Markup.Escape($"[-{string.Concat(old.GetRange(run.Start, run.Length))}-]")}[/]",
        DiffKind.Added => $"[green]{Markup.Escape($"{{+{string.Concat(edited.GetRange(run.Start, run.Length))}+}}")}[/]",
        _ => Markup.Escape(Shorten(string.Concat(edited.GetRange(run.Start, run.Length)))),
    }));

    // What stayed is only there for orientation.
    private static string Shorten(string text) => text.Length <= 200 ? text : $"{text[..90]} … {text[^90..]}";
}
