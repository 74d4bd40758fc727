using System.Globalization;
using Aggregator.Configuration;
using Spectre.Console;

namespace Aggregator.Commands.Simulating;

/// <summary>Shows a simulation to people: the schedules, the hosts, the hours of the day.</summary>
internal static class SimulationTable
{
    private const int HostsShown = 10;
    private const int ColumnsShown = 4;

    public static void Write(SimulationReport report)
    {
        var table = Table("Schedule", "Polls", "A feed and day", "Articles", "Missed", "Delay: mean", "median", "95 %", "Mean is");
        AddRow(table, report.Name, report.Result, report.Fixed);
        AddRow(table, report.FixedName, report.Fixed, report.Fixed);
        if (report.Planned is { } planned)
            AddRow(table, "edited lists", planned, report.Fixed);
        Terminal.Out.Write(table);
        if (report.New > 0)
            Terminal.Out.WriteLine($"{report.New} new in the lists: taken to publish as the median of your feeds does; of their articles no delay is counted.");
        WriteHosts(report);
        WriteHours(report);
    }

    private static void WriteHosts(SimulationReport report)
    {
        var hosts = report.Hosts().ToList();
        var table = report.Planned is null
            ? Table("Host", "Polls an hour", "in the busiest hour")
            : Table("Host", "Polls an hour: now", "edited", "In the busiest hour: now", "edited");
        foreach (var (now, planned) in hosts.Take(HostsShown).Append((report.Result.Load, report.Planned?.Load)))
        {
            table.AddRow(planned is null
                ? [Markup.Escape(now.Host), Number(now.Mean), Number(now.Most)]
                : [Markup.Escape(now.Host), Number(now.Mean), Number(planned.Mean), Number(now.Most), Number(planned.Most)]);
        }
        Terminal.Out.Write(table);
        if (hosts.Count > HostsShown)
            Terminal.Out.WriteLine($"{hosts.Count - HostsShown} more hosts; --format json has them all.");
    }

    /// <summary>All hosts together and the busiest ones; as many columns as fit into a terminal.</summary>
    private static void WriteHours(SimulationReport report)
    {
        var columns = report.Planned is { } planned
            ? [("all: now", report.Result.Load), ("edited", planned.Load), .. report.Hosts().Take(ColumnsShown / 2).SelectMany(pair => new[] { ($"{pair.Now.Host}: now", pair.Now), ("edited", pair.Planned!) })]
            : report.Result.Hosts.Take(ColumnsShown).Select(host => (host.Host, host)).Prepend((HostLoads.All, report.Result.Load)).ToList();
        var table = Table(["Polls in the hour (UTC)", .. columns.Select(column => Markup.Escape(column.Item1))]);
        for (var hour = 0; hour < 24; hour++)
            table.AddRow([$"{hour:00}", .. columns.Select(column => Number(column.Item2.ByHour[hour]))]);
        Terminal.Out.Write(table);
    }

    private static Table Table(params IReadOnlyList<string> columns)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(columns[0]);
        foreach (var column in columns.Skip(1))
            table.AddColumn(new TableColumn(column).RightAligned());
        return table;
    }

    private static void AddRow(Table table, string name, SimulationResult result, SimulationResult fixedOne) => table.AddRow(
        name,
        Number((double)result.Polls),
        result.PollsPerFeedAndDay.ToString("0.0", CultureInfo.InvariantCulture),
        Number((double)result.Articles),
        Number((double)result.Missed),
        Span(result.Mean),
        Span(result.Median),
        Span(result.NinetyFifth),
        $"{Math.Round(100 * SimulationResult.Ratio(result.Mean, fixedOne.Mean)).ToString(CultureInfo.InvariantCulture)} %");

    private static string Number(double number) => number.ToString(number % 1 == 0 ? "0" : "0.0", CultureInfo.InvariantCulture);

    private static string Span(TimeSpan span) => Durations.Format(TimeSpan.FromSeconds(Math.Round(span.TotalSeconds)), 2);
}
