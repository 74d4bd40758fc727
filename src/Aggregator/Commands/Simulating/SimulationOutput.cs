using System.Globalization;
using System.Text.Json;
using Aggregator.Configuration;
using Aggregator.Outputs;
using Spectre.Console;

namespace Aggregator.Commands.Simulating;

/// <summary>Shows a simulated schedule beside the fixed interval that makes as many polls.</summary>
internal static class SimulationOutput
{
    public static void WriteTable(string name, SimulationResult result, TimeSpan interval, SimulationResult fixedOne)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("Schedule");
        foreach (var column in (string[])["Polls", "A feed and day", "Articles", "Missed", "Delay: mean", "median", "95 %", "Mean is"])
            table.AddColumn(new TableColumn(column).RightAligned());
        AddRow(table, name, result, fixedOne);
        AddRow(table, $"every {Durations.Format(interval, 2)}", fixedOne, fixedOne);
        Terminal.Out.Write(table);
        var hosts = new Table().Border(TableBorder.Simple).AddColumn("Host")
            .AddColumn(new TableColumn("Polls an hour").RightAligned()).AddColumn(new TableColumn("in the busiest hour").RightAligned());
        foreach (var host in result.Hosts)
            hosts.AddRow(Markup.Escape(host.Host), Number(host.Mean), host.Most.ToString(CultureInfo.InvariantCulture));
        Terminal.Out.Write(hosts);
    }

    public static void WriteJson(string name, SimulationResult result, TimeSpan interval, SimulationResult fixedOne)
    {
        using var stream = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(stream, JsonForms.Indented))
        {
            json.WriteStartObject();
            json.WriteString("schedule", name);
            WriteMembers(json, result);
            json.WriteNumber("meanToFixed", Rounded(Ratio(result.Mean, fixedOne.Mean)));
            json.WriteNumber("p95ToFixed", Rounded(Ratio(result.NinetyFifth, fixedOne.NinetyFifth)));
            json.WriteStartObject("fixed");
            json.WriteString("interval", Durations.Format(TimeSpan.FromSeconds(Math.Round(interval.TotalSeconds))));
            WriteMembers(json, fixedOne);
            json.WriteEndObject();
            json.WriteStartArray("hosts");
            foreach (var host in result.Hosts)
            {
                json.WriteStartObject();
                json.WriteString("host", host.Host);
                json.WriteNumber("pollsAnHour", Rounded(host.Mean));
                json.WriteNumber("pollsInTheBusiestHour", host.Most);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
    }

    private static void AddRow(Table table, string name, SimulationResult result, SimulationResult fixedOne) => table.AddRow(
        name,
        result.Polls.ToString(CultureInfo.InvariantCulture),
        Number(result.PollsPerFeedAndDay),
        result.Articles.ToString(CultureInfo.InvariantCulture),
        result.Missed.ToString(CultureInfo.InvariantCulture),
        Span(result.Mean),
        Span(result.Median),
        Span(result.NinetyFifth),
        $"{Math.Round(100 * Ratio(result.Mean, fixedOne.Mean)).ToString(CultureInfo.InvariantCulture)} %");

    private static void WriteMembers(Utf8JsonWriter json, SimulationResult result)
    {
        json.WriteNumber("feeds", result.Feeds);
        json.WriteNumber("polls", result.Polls);
        json.WriteNumber("pollsPerFeedAndDay", Rounded(result.PollsPerFeedAndDay));
        json.WriteNumber("articles", result.Articles);
        json.WriteNumber("missed", result.Missed);
        json.WriteStartObject("delayMinutes");
        json.WriteNumber("mean", Rounded(result.Mean.TotalMinutes));
        json.WriteNumber("median", Rounded(result.Median.TotalMinutes));
        json.WriteNumber("p95", Rounded(result.NinetyFifth.TotalMinutes));
        json.WriteEndObject();
    }

    private static double Ratio(TimeSpan one, TimeSpan other) => other > TimeSpan.Zero ? one / other : 1;

    private static double Rounded(double number) => Math.Round(number, 3);

    private static string Number(double number) => number.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Span(TimeSpan span) => Durations.Format(TimeSpan.FromSeconds(Math.Round(span.TotalSeconds)), 2);
}
