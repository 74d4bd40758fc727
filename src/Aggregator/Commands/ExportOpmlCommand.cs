using System.CommandLine;
using Aggregator.Configuration.Exchange;
using Aggregator.Storage;

namespace Aggregator.Commands;

/// <summary><c>export opml</c>.</summary>
internal static class ExportOpmlCommand
{
    public static Command Create()
    {
        var options = new WorkplaceArguments();
        var to = new Option<string?>("--to") { Description = "File to write; standard output when left out", HelpName = "FILE" };
        var command = new Command("opml",
            """
            Write all listed feeds as OPML 2.0, as other readers import it: groups as folders, other tags as categories. Titles come from the lists, else
            from the feeds themselves. Credentials and headers stay here; a token in a URL does not.

            Examples:
              aggregator export opml > subscriptions.opml
              aggregator export opml --to subscriptions.opml
            """)
        {
            to,
        };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            if (Workplace.Load(arguments, options) is not { } workplace || workplace.LoadCatalog() is not { } catalog)
                return 1;
            Database? database = null;
            if (File.Exists(workplace.DatabasePath) && (database = workplace.OpenDatabase()) is null)
                return 1;
            var names = database is null ? [] : new FeedStore(database).List(TimeProvider.System.GetUtcNow()).ToDictionary(feed => feed.Url, feed => feed.Name);
            using var memory = new MemoryStream();
            OpmlWriter.Write(memory, catalog, feed => feed.Title ?? names.GetValueOrDefault(feed.Url));
            memory.WriteByte((byte)'\n');
            return TryWrite(memory, arguments.GetValue(to)) ? 0 : 1;
        });
        return command;
    }

    private static bool TryWrite(MemoryStream opml, string? file)
    {
        try
        {
            using var output = file is null ? Console.OpenStandardOutput() : new FileStream(file, FileMode.Create, FileAccess.Write);
            opml.WriteTo(output);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Terminal.Error($"{file} cannot be written: {e.Message}");
            return false;
        }
    }
}
