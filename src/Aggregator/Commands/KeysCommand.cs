using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Aggregator.Outputs.Access;
using Aggregator.Outputs;
using Aggregator.Storage.Access;
using Spectre.Console;

namespace Aggregator.Commands;

internal static class KeysCommand
{
    public static Command Create() => new(
        "keys",
        """
        Make, list and remove the API keys by which others may ask the daemon over HTTP. Without any key the daemon listens on loopback only, and everybody
        on this machine may ask; with the first key everybody needs one. What changes here works within two seconds, while the daemon runs.

        Examples:
          aggregator keys add phone --scope read
          aggregator keys list
          aggregator keys remove phone
        """)
    {
        CreateAdd(),
        CreateList(),
        CreateRemove(),
    };

    private static Command CreateAdd()
    {
        var options = new WorkplaceArguments();
        var name = new Argument<string>("NAME") { Description = "Whose key it is; the user name in feed readers" };
        var scope = new Option<string>("--scope")
        {
            Description = "read, or write for actions and marks, too",
            DefaultValueFactory = _ => "read",
        };
        scope.AcceptOnlyFromAmong("read", "write");
        var command = new Command("add", "Make a key and show it, this once: only its hash is kept. It goes to the standard output, alone on a line.") { name, scope };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            var wanted = arguments.GetValue(name)!;
            if (!AccessKey.IsName(wanted))
            {
                Terminal.Error($"\"{wanted}\" cannot be a name: use at most 64 letters, digits, dots, dashes and underscores of ASCII.");
                return 1;
            }
            if (Workplace.Load(arguments, options)?.OpenDatabase() is not { } database)
                return 1;
            var text = AccessKey.Create();
            var key = new ApiKey
            {
                Name = wanted,
                Scope = arguments.GetValue(scope) == "write" ? KeyScope.Write : KeyScope.Read,
                Hash = AccessKey.Hash(text),
                CreatedAt = TimeProvider.System.GetUtcNow(),
            };
            if (!new ApiKeyStore(database).Add(key))
            {
                Terminal.Error($"there is a key \"{wanted}\" already; remove it first, or take another name.");
                return 1;
            }
            Line(text);
            return 0;
        });
        return command;
    }

    private static Command CreateList()
    {
        var options = new WorkplaceArguments();
        var format = OutputFormat.Option(OutputFormat.Table, OutputFormat.Json);
        var command = new Command("list", "List the keys: name, scope, since when. The keys themselves are kept nowhere.") { format };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            if (Workplace.Load(arguments, options)?.OpenExistingDatabase() is not { } database)
                return 1;
            var keys = new ApiKeyStore(database).List();
            if (arguments.GetValue(format) == OutputFormat.Json)
                WriteJson(keys);
            else
                WriteTable(keys);
            return 0;
        });
        return command;
    }

    private static Command CreateRemove()
    {
        var options = new WorkplaceArguments();
        var name = new Argument<string>("NAME") { Description = "Whose key" };
        var command = new Command("remove", "Remove a key: whoever uses it is refused within two seconds.") { name };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            if (Workplace.Load(arguments, options)?.OpenExistingDatabase() is not { } database)
                return 1;
            if (new ApiKeyStore(database).Remove(arguments.GetValue(name)!))
                return 0;
            Terminal.Error($"there is no key \"{arguments.GetValue(name)}\"; see aggregator keys list.");
            return 1;
        });
        return command;
    }

    private static void WriteTable(IReadOnlyList<ApiKey> keys)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Name", "Scope", "Since (UTC)");
        foreach (var key in keys)
            table.AddRow(Markup.Escape(key.Name), key.Scope.ToString().ToLowerInvariant(), key.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        Terminal.Out.Write(table);
    }

    private static void WriteJson(IReadOnlyList<ApiKey> keys)
    {
        using var stream = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(stream, JsonForms.Indented))
        {
            json.WriteStartArray();
            foreach (var key in keys)
            {
                json.WriteStartObject();
                json.WriteString("name", key.Name);
                json.WriteString("scope", key.Scope.ToString().ToLowerInvariant());
                json.WriteInstant("createdAt", key.CreatedAt);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        stream.WriteByte((byte)'\n');
    }

    private static void Line(string text) => Terminal.Out.Profile.Out.Writer.WriteLine(text);
}
