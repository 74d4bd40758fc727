using System.CommandLine;
using System.Text;
using Aggregator.Configuration;
using Aggregator.Configuration.Exchange;

namespace Aggregator.Commands;

internal static class ImportCommand
{
    public static Command Create()
    {
        var options = new WorkplaceArguments();
        var source = new Argument<string>("SOURCE") { Description = "An OPML file, or its URL" };
        var to = new Option<string>("--to") { Description = "The list to write, a new .yaml file in the folder of feed lists", HelpName = "FILE", Required = true };
        var dryRun = new Option<bool>("--dry-run") { Description = "Report only; write nothing" };
        var format = OutputFormat.Option(OutputFormat.Text, OutputFormat.Json);
        var command = new Command("import",
            """
            Take the feeds of another reader over from its OPML export, into a feed list of its own. Folders become groups, categories tags. Feeds that are
            listed already, and rows that are no feed, are left out and told one by one; the list is written whole or not at all.

            At most 10 MB, 20,000 outlines, 32 levels. Exit code 0 when the list was written, 1 when there was nothing to write.

            Examples:
              aggregator import subscriptions.opml --to config/feeds/imported.yaml
              aggregator import https://example.org/feeds.opml --to imported.yaml --dry-run
            """)
        {
            source,
            to,
            dryRun,
            format,
        };
        options.AddTo(command);
        command.SetAction(async (arguments, cancellation) =>
        {
            if (Workplace.Load(arguments, options) is not { } workplace || workplace.LoadCatalog() is not { } catalog)
                return 1;
            if (Target(workplace, arguments.GetValue(to)!) is not { } file)
                return 1;
            var name = arguments.GetValue(source)!;
            if (await SourceBytes.ReadAsync(name, workplace.Settings, cancellation).ConfigureAwait(false) is not { } bytes)
                return 1;
            var shown = Redactor.Url(name);
            switch (OpmlImporter.Import(shown, bytes, catalog))
            {
                case ImportOutcome.Refused refused:
                    foreach (var error in refused.Errors)
                        Terminal.Error(error.ToString());
                    return 1;
                case ImportOutcome.Read read:
                    var written = read.Taken > 0 && !arguments.GetValue(dryRun);
                    if (written && !TryWrite(file, YamlListWriter.Write($"Imported from {shown}", read.Root)))
                        return 1;
                    ImportReport.Write(read, written ? file : null, arguments.GetValue(format)!);
                    return read.Taken > 0 ? 0 : 1;
                default:
                    throw new InvalidOperationException("an outcome of another kind");
            }
        });
        return command;
    }

    /// <summary>The file to write; null after it was said why it cannot be that one.</summary>
    private static string? Target(Workplace workplace, string to)
    {
        // A bare name is meant to lie with the other lists.
        var file = Path.GetFullPath(Path.GetFileName(to) == to ? Path.Combine(workplace.FeedsDirectory, to) : to);
        var place = Path.GetRelativePath(workplace.FeedsDirectory, file);
        if (Path.GetExtension(file).ToLowerInvariant() is not (".yaml" or ".yml"))
            Terminal.Error($"--to {to}: the list is written as YAML; give a name that ends with .yaml.");
        else if (place.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(place) || place.Split(Path.DirectorySeparatorChar).Any(part => part.StartsWith('.')))
            Terminal.Error($"--to {to} is not where lists are read from; give a file in {workplace.FeedsDirectory}, or name the right --config.");
        else if (File.Exists(file))
            Terminal.Error($"{file} is there already, and imports overwrite nothing; give another name, or remove it first.");
        else
            return file;
        return null;
    }

    /// <summary>Whole or not at all: a running daemon reads the folder at any moment.</summary>
    private static bool TryWrite(string file, string text)
    {
        var unfinished = Path.Combine(Path.GetDirectoryName(file)!, $".{Path.GetFileName(file)}.new");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(unfinished, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(unfinished, file);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Terminal.Error($"{file} cannot be written: {e.Message}");
            return false;
        }
    }
}
