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
        var format = OutputFormat.Option(OutputFormat.Table, OutputFormat.Json, OutputFormat.JsonLines);
        var text = new Option<string?>("--text") { Description = "Only hosts with this in their name", HelpName = "TEXT" };
        var held = new Option<bool>("--held") { Description = "Only hosts that are left alone" };
        var failing = new Option<bool>("--failing") { Description = "Only hosts with feeds whose last poll failed" };
        var limit = new Option<int?>("--limit") { Description = "At most so many, the most used first", HelpName = "NUMBER" };
        limit.Validators.Add(AtLeastOne.Check);
        var command = new Command("hosts",
            """
            List the hosts that are polled: how many feeds each has, what it may be asked for and what it was, and whether it is left alone and why. Pause all
            feeds of a host, resume them, have the daemon poll them now. May be used while the daemon runs.

            Examples:
              aggregator hosts --held
              aggregator hosts --failing --limit 20
              aggregator hosts pause example.org
              aggregator hosts --format json | jq '.[] | select(.heldUntil) | .host'
            """)
        {
            text,
            held,
            failing,
            limit,
            format,
        };
        options.AddTo(command);
        foreach (var action in FeedActions.Create(
            new Argument<string[]>("HOST") { Description = "A host, with or without a port; all of its feeds that the lists hold", Arity = ArgumentArity.OneOrMore }, "hosts", FeedsOf))
        {
            command.Add(action);
        }
        command.SetAction(arguments =>
        {
            if (Workplace.Load(arguments, options) is not { } workplace || workplace.OpenExistingDatabase() is not { } database)
                return 1;
            var now = TimeProvider.System.GetUtcNow();
            var hosts = new FeedHistory(database).Hosts(now)
                .Where(host => !arguments.GetValue(held) || host.HeldUntil is not null)
                .Where(host => !arguments.GetValue(failing) || host.Failing > 0)
                .Where(host => arguments.GetValue(text) is not { } part || host.Host.Contains(part, StringComparison.OrdinalIgnoreCase))
                .Take(arguments.GetValue(limit) ?? int.MaxValue).ToList();
            var budgets = new HostBudgets(workplace.Settings.Polling);
            if (arguments.GetValue(format) is var form and not OutputFormat.Table)
                JsonOutput.Write(hosts, form!, (json, host) => Write(json, host, budgets.For(host.Host)));
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
                Markup.Escape(HostWords.Short(host.Host)),
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

    /// <summary>The feeds on the host that a word means; null after it was said that there are none.</summary>
    private static Func<string, IReadOnlyList<long>?> FeedsOf(FeedStore store)
    {
        var listed = store.List(TimeProvider.System.GetUtcNow()).Where(feed => feed.Health != FeedHealth.Retired).ToList();
        return word =>
        {
            var feeds = listed.Where(feed => HostWords.Means(word, feed.Host)).Select(feed => feed.Id).ToList();
            if (feeds.Count > 0)
                return feeds;
            Terminal.Error($"no feed is on a host called '{word}'; 'aggregator hosts' lists them all.");
            return null;
        };
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
