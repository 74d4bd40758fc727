using System.CommandLine;
using System.Globalization;
using Aggregator.Commands.Exporting;
using Aggregator.Storage;
using Spectre.Console;

namespace Aggregator.Commands;

internal static class ExportCommand
{
    private const string Csv = "csv";
    private const string Atom = "atom";

    public static Command Create()
    {
        var options = new WorkplaceArguments();
        var since = new Option<long>("--since") { Description = "Changes after this number; 0 is everything that is kept", HelpName = "CURSOR" };
        var format = OutputFormat.Option(OutputFormat.JsonLines, Csv, Atom);
        format.DefaultValueFactory = _ => OutputFormat.JsonLines;
        var command = new Command("export",
            """
            Write the stream of changes to stdout: created, updated, merged, removed, each with its article as it is now, in the order of their numbers. The last line on
            stderr is the cursor to go on from. May be used while the daemon runs.

            Examples:
              aggregator export --since 0 > everything.jsonl
              aggregator export --since 4711 --format csv > news.csv
              aggregator export opml > subscriptions.opml
            """)
        {
            since,
            format,
        };
        options.AddTo(command);
        command.Add(ExportOpmlCommand.Create());
        command.SetAction(arguments =>
        {
            if (Workplace.Load(arguments, options)?.OpenExistingDatabase() is not { } database)
                return 1;
            var from = arguments.GetValue(since);
            var reader = new ChangeReader(database);
            var last = reader.Last();
            if (from < 0 || from > last)
            {
                Terminal.Error(string.Create(CultureInfo.InvariantCulture, $"--since {from} is no cursor of this database; the last change has the number {last}."));
                return 1;
            }
            try
            {
                Terminal.Err.Profile.Out.Writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cursor: {Write(reader, from, last, arguments.GetValue(format)!)}"));
                return 0;
            }
            catch (IOException)
            {
                // Whoever reads the pipe has seen enough.
                return 1;
            }
        });
        return command;
    }

    private static long Write(ChangeReader reader, long from, long last, string format)
    {
        using var stream = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
        using IChangeWriter writer = format switch
        {
            Csv => new CsvWriter(stream),
            Atom => new AtomWriter(stream, TimeProvider.System.GetUtcNow()),
            _ => new JsonLinesWriter(stream),
        };
        var cursor = from;
        var drawn = -1L;
        foreach (var (change, article) in reader.After(from).TakeWhile(c => c.Change.Number <= last))
        {
            writer.Write(change, article);
            cursor = change.Number;
            var percent = (cursor - from) * 100 / Math.Max(1, last - from);
            if (percent == drawn || !Terminal.Err.Profile.Capabilities.Interactive)
                continue;
            drawn = percent;
            Terminal.Err.Markup($"\r[green]{new string('━', (int)percent * 2 / 5)}[/][grey]{new string('━', 40 - ((int)percent * 2 / 5))}[/] {percent} % ");
        }
        if (drawn >= 0)
            Terminal.Err.Profile.Out.Writer.WriteLine();
        return cursor;
    }
}
