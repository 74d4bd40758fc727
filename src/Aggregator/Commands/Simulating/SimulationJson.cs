using System.Text.Json;
using Aggregator.Configuration;
using Aggregator.Outputs;

namespace Aggregator.Commands.Simulating;

/// <summary>A simulation for programs.</summary>
internal static class SimulationJson
{
    public static void Write(SimulationReport report)
    {
        using var stream = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(stream, JsonForms.Indented))
        {
            json.WriteStartObject();
            json.WriteString("schedule", report.Name);
            WriteMembers(json, report.Result);
            json.WriteNumber("meanToFixed", Rounded(SimulationResult.Ratio(report.Result.Mean, report.Fixed.Mean)));
            json.WriteNumber("p95ToFixed", Rounded(SimulationResult.Ratio(report.Result.NinetyFifth, report.Fixed.NinetyFifth)));
            json.WriteStartObject("fixed");
            json.WriteString("interval", Durations.Format(TimeSpan.FromSeconds(Math.Round(report.Interval.TotalSeconds))));
            WriteMembers(json, report.Fixed);
            json.WriteEndObject();
            if (report.Planned is { } planned)
            {
                json.WriteStartObject("planned");
                json.WriteNumber("newFeeds", report.New);
                WriteMembers(json, planned);
                json.WriteEndObject();
            }
            json.WriteStartArray("hosts");
            foreach (var (now, edited) in report.Hosts())
                WriteHost(json, now, edited);
            json.WriteEndArray();
            json.WritePropertyName("allHosts");
            WriteHost(json, report.Result.Load, report.Planned?.Load);
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
    }

    private static void WriteHost(Utf8JsonWriter json, HostLoad now, HostLoad? planned)
    {
        json.WriteStartObject();
        json.WriteString("host", now.Host);
        WriteLoad(json, now);
        if (planned is not null)
        {
            json.WriteStartObject("planned");
            WriteLoad(json, planned);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteLoad(Utf8JsonWriter json, HostLoad load)
    {
        json.WriteNumber("pollsAnHour", Rounded(load.Mean));
        json.WriteNumber("pollsInTheBusiestHour", load.Most);
        json.WriteStartArray("pollsByHourUtc");
        foreach (var polls in load.ByHour)
            json.WriteNumberValue(Rounded(polls));
        json.WriteEndArray();
    }

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

    private static double Rounded(double number) => Math.Round(number, 3);
}
