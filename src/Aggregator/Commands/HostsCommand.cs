using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Aggregator.Configuration;
using Aggregator.Outputs;
using Aggregator.Polling;
using Aggregator.Storage;
using Spectre.Console;

namespace Aggregator.Commands;

internal static class HostsCommand
{
    public static Command Create()
    {
        var options = new WorkplaceArguments();
        var format = OutputFormat.Option(OutputFormat.Table, OutputFormat.Json);
        var command = new Command("hosts",
            """
            List the hosts that are polled: how many feeds each has, what it may be asked for and what it was, and whether it is left alone and why. May be
            used while the daemon runs.

            Examples:
              aggregator hosts
              aggregator hosts --format json | jq '.[] | select(.heldUntil) | .host'
            """)
        {
            format,
        };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            if (Workplace.Load(arguments, options) is not { } workplace || workplace.OpenExistingDatabase() is not { } database)
                return 1;
            var now = TimeProvider.System.GetUtcNow();
            var hosts = new FeedHistory(database).Hosts(now);
            var budgets = new HostBudgets(workplace.Settings.Polling);
            if (arguments.GetValue(format) == OutputFormat.Json)
                WriteJson(hosts, budgets);
            else
                WriteTable(hosts, budgets, now);
            return 0;
        });
        return command;
    }

    private static void WriteTable(IReadOnlyList<HostSummary> hosts, HostBudgets budgets, DateTimeOffset now)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("Host");
        foreach (var column in (string[])["Feeds", "due", "failing", "Polls: last minute", "last hour"])
            table.AddColumn(new TableColumn(column).RightAligned());
        table.AddColumns("Budget", "Left alone");
        foreach (var host in hosts)
        {
            var budget = budgets.For(host.Host);
            var held = host.HeldUntil is { } until ? $"{Durations.Format(TimeSpan.FromSeconds(Math.Round((until - now).TotalSeconds)), 2)} more: {host.Why}" : "";
            table.AddRow(
                Markup.Escape(host.Host.EndsWith(":443", StringComparison.Ordinal) ? host.Host[..^4] : host.Host),
                Number(host.Feeds),
                Number(host.Due),
                Number(host.Failing),
                Number(host.PollsLastMinute),
                Number(host.PollsLastHour),
                Markup.Escape($"{budget.Concurrency} at once, {(budget.PollsPerMinute == 0 ? "any number" : Number(budget.PollsPerMinute))} a minute, {Durations.Format(budget.Delay)} apart"),
                Markup.Escape(held));
        }
        Terminal.Out.Write(table);
    }

    private static void WriteJson(IReadOnlyList<HostSummary> hosts, HostBudgets budgets)
    {
        using var stream = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(stream, JsonForms.Indented))
        {
            json.WriteStartArray();
            foreach (var host in hosts)
                Write(json, host, budgets.For(host.Host));
            json.WriteEndArray();
        }
        stream.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, HostSummary host, HostBudget budget)
    {
        json.WriteStartObject();
        json.WriteString("host", host.Host);
        json.WriteNumber("feeds", host.Feeds);
        json.WriteNumber("due", host.Due);
        json.WriteNumber("failing", host.Failing);
        json.WriteNumber("pollsLastMinute", host.PollsLastMinute);
        json.WriteNumber("pollsLastHour", host.PollsLastHour);
        json.WriteInstant("lastPollAt", host.LastPollAt);
        json.WriteInstant("nextPollAt", host.NextPollAt);
        json.WriteInstant("heldUntil", host.HeldUntil);
        json.WriteString("heldWhy", host.Why);
        json.WriteNumber("failures", host.Failures);
        json.WriteStartObject("budget");
        json.WriteNumber("concurrency", budget.Concurrency);
        json.WriteString("delay", Durations.Format(budget.Delay));
        json.WriteNumber("pollsPerMinute", budget.PollsPerMinute);
        json.WriteString("holds", budget.Hold.ToString().ToLowerInvariant());
        json.WriteString("rule", budget.Rule?.ToString());
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
