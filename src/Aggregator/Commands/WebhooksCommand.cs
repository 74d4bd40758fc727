using System.CommandLine;
using System.Globalization;
using Aggregator.Fetching;
using Aggregator.Outputs;
using Aggregator.Outputs.Webhooks;
using Aggregator.Storage;
using Aggregator.Storage.Deliveries;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Aggregator.Commands;

internal static class WebhooksCommand
{
    public static Command Create() => new(
        "webhooks",
        """
        Show where the receivers of webhooks stand, deliver again what they refused or missed, and try whether a call arrives. Receivers are Webhooks:Endpoints in
        the settings. May be used while the daemon runs; what is asked for here, the daemon does.

        Examples:
          aggregator webhooks list
          aggregator webhooks replay archive
          aggregator webhooks test archive
        """)
    {
        CreateList(),
        CreateReplay(),
        CreateTest(),
    };

    private static Command CreateList()
    {
        var options = new WorkplaceArguments();
        var format = OutputFormat.Option(OutputFormat.Table, OutputFormat.Json);
        var command = new Command("list", "List receivers: how far behind each is, what went wrong, and which batches it refused for good (dead letters).") { format };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            if (Workplace.Load(arguments, options) is not { } workplace || workplace.OpenExistingDatabase() is not { } database)
                return 1;
            var store = new WebhookStore(database);
            var (rows, letters, last) = (store.All(), store.DeadLetters(), new ChangeReader(database).Last());
            var listed = workplace.Settings.Webhooks.Endpoints.Select(e => e.Name).ToHashSet(StringComparer.Ordinal);
            if (arguments.GetValue(format) == OutputFormat.Json)
                WriteJson(rows, letters, last, listed);
            else
                WriteTables(rows, letters, last, listed);
            return 0;
        });
        return command;
    }

    private static Command CreateReplay()
    {
        var options = new WorkplaceArguments();
        var name = new Argument<string>("NAME") { Description = "The receiver" };
        var letter = new Option<long?>("--letter") { Description = "Only the dead letter that begins with this change", HelpName = "NUMBER" };
        var after = new Option<long?>("--after") { Description = "Everything after this change once more, taken before or not; 0 is everything that is kept", HelpName = "CURSOR" };
        var command = new Command(
            "replay", "Deliver again: all dead letters of a receiver, or one, or the stream from a cursor on. Ends a pause and every wait.")
        {
            name,
            letter,
            after,
        };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            if (Workplace.Load(arguments, options) is not { } workplace || workplace.OpenExistingDatabase() is not { } database)
                return 1;
            var (store, who, cursor) = (new WebhookStore(database), arguments.GetValue(name)!, arguments.GetValue(after));
            if (cursor < 0 || cursor > new ChangeReader(database).Last())
            {
                Terminal.Error(string.Create(CultureInfo.InvariantCulture, $"--after {cursor} is no cursor of this database."));
                return 1;
            }
            if (!(cursor is { } from ? store.Rewind(who, from) : store.Resume(who)))
            {
                Terminal.Error($"there is no webhook {who} in the database; 'aggregator webhooks list' shows those that the daemon knows.");
                return 1;
            }
            var letters = cursor is null ? store.Replay(who, arguments.GetValue(letter), TimeProvider.System.GetUtcNow()) : 0;
            if (letters == 0 && arguments.GetValue(letter) is { } missing)
            {
                Terminal.Error(string.Create(CultureInfo.InvariantCulture, $"{who} has no dead letter that begins with change {missing}."));
                return 1;
            }
            Terminal.Out.WriteLine(cursor is { } begin
                ? string.Create(CultureInfo.InvariantCulture, $"{who}: goes on after change {begin}")
                : string.Create(CultureInfo.InvariantCulture, $"{who}: {letters} dead letters are delivered again, then what is new"));
            return 0;
        });
        return command;
    }

    private static Command CreateTest()
    {
        var options = new WorkplaceArguments();
        var name = new Argument<string>("NAME") { Description = "The receiver, as in the settings" };
        var command = new Command("test", "Make one signed call of type webhook.test now, and show the answer. Exit code 1 if it was not taken.") { name };
        options.AddTo(command);
        command.SetAction(async (arguments, cancellation) =>
        {
            if (Workplace.Load(arguments, options) is not { } workplace)
                return 1;
            var who = arguments.GetValue(name)!;
            if (workplace.Settings.Webhooks.Endpoints.FirstOrDefault(e => e.Name == who) is not { } endpoint)
            {
                Terminal.Error($"there is no webhook {who} in the settings; Webhooks:Endpoints names {string.Join(", ", workplace.Settings.Webhooks.Endpoints.Select(e => e.Name).DefaultIfEmpty("none"))}.");
                return 1;
            }
            await using var services = new ServiceCollection().AddFetching(workplace.Settings).BuildServiceProvider();
            var caller = new WebhookCaller(services.GetRequiredService<HttpCaller>(), workplace.Settings.Webhooks, TimeProvider.System);
            var outcome = await caller.CallAsync(endpoint, WebhookBatches.Test(endpoint, TimeProvider.System.GetUtcNow()), cancellation).ConfigureAwait(false);
            var taken = outcome is CallOutcome.Answered { IsSuccess: true };
            Terminal.Out.WriteLine($"{endpoint.Name}: {(taken ? "taken" : "not taken")}: {DeliveryRule.Reason(outcome)}");
            return taken ? 0 : 1;
        });
        return command;
    }

    private static void WriteTables(IReadOnlyList<WebhookRow> rows, IReadOnlyList<DeadLetter> letters, long last, HashSet<string> listed)
    {
        var now = TimeProvider.System.GetUtcNow();
        var table = new Table().Border(TableBorder.Simple).AddColumns("Webhook", "State", "Cursor", "Behind", "Last taken", "Failures", "Next try", "Why");
        foreach (var row in rows)
        {
            table.AddRow(
                Markup.Escape(row.Name), State(row, listed), Text(row.Cursor), Text(last - row.Cursor), Instant(row.DeliveredAt), Text(row.Failures),
                row.PausedAt is null && row.NextTryAt > now ? Instant(row.NextTryAt) : "", Markup.Escape(row.Reason ?? ""));
        }
        Terminal.Out.Write(table);
        if (letters.Count == 0)
            return;
        var dead = new Table().Border(TableBorder.Simple).AddColumns("Dead letter of", "Changes", "Died", "Replay", "Why");
        foreach (var letter in letters)
        {
            dead.AddRow(
                Markup.Escape(letter.Webhook), string.Create(CultureInfo.InvariantCulture, $"{letter.FirstChange} to {letter.LastChange}"), Instant(letter.DiedAt),
                letter.ReplayAt is null ? "" : "asked for", Markup.Escape(letter.Reason));
        }
        Terminal.Out.Write(dead);
    }

    private static void WriteJson(IReadOnlyList<WebhookRow> rows, IReadOnlyList<DeadLetter> letters, long last, HashSet<string> listed) => JsonOutput.Write(
        rows,
        OutputFormat.Json,
        (json, row) =>
        {
            json.WriteStartObject();
            json.WriteString("name", row.Name);
            json.WriteString("state", State(row, listed));
            json.WriteNumber("cursor", row.Cursor);
            json.WriteNumber("behind", last - row.Cursor);
            json.WriteInstant("deliveredAt", row.DeliveredAt);
            json.WriteNumber("failures", row.Failures);
            json.WriteInstant("failingSince", row.FailingSince);
            json.WriteInstant("nextTryAt", row.PausedAt is null && row.Failures > 0 ? row.NextTryAt : null);
            json.WriteInstant("pausedAt", row.PausedAt);
            json.WriteString("reason", row.Reason);
            json.WriteStartArray("deadLetters");
            foreach (var letter in letters.Where(l => l.Webhook == row.Name))
            {
                json.WriteStartObject();
                json.WriteNumber("firstChange", letter.FirstChange);
                json.WriteNumber("lastChange", letter.LastChange);
                json.WriteInstant("diedAt", letter.DiedAt);
                json.WriteInstant("replayAt", letter.ReplayAt);
                json.WriteString("reason", letter.Reason);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });

    private static string State(WebhookRow row, HashSet<string> listed) => !listed.Contains(row.Name) ? "not in the settings"
        : row.PausedAt is not null ? "paused"
        : row.Failures > 0 ? "failing"
        : "healthy";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Instant(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "never";
}
