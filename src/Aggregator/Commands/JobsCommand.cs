using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Aggregator.Configuration;
using Aggregator.Outputs;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Spectre.Console;

namespace Aggregator.Commands;

internal static class JobsCommand
{
    public static Command Create()
    {
        var options = new WorkplaceArguments();
        var format = OutputFormat.Option(OutputFormat.Table, OutputFormat.Json);
        var command = new Command("jobs",
            """
            List what the daemon does by its calendar: when each job last ran, how that went, and when it runs next. The dates are Jobs:… in the settings, cron
            expressions in UTC. May be used while the daemon runs.

            Examples:
              aggregator jobs
              aggregator jobs --format json | jq '.[] | select(.lastFailure)'
            """)
        {
            format,
        };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            if (Workplace.Load(arguments, options) is not { } workplace || workplace.OpenExistingDatabase() is not { } database)
                return 1;
            var runs = new JobStore(database).LastRuns();
            var calendar = JobCalendar.Of(workplace.Settings.Jobs);
            if (arguments.GetValue(format) == OutputFormat.Json)
                WriteJson(calendar, runs, TimeProvider.System.GetUtcNow());
            else
                WriteTable(calendar, runs, TimeProvider.System.GetUtcNow());
            return 0;
        });
        return command;
    }

    private static void WriteTable(IEnumerable<CalendarEntry> calendar, IReadOnlyDictionary<string, JobRun> runs, DateTimeOffset now)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Job", "Dates (UTC)", "Last run", "Took", "Result", "Next run", "What it does");
        foreach (var job in calendar)
        {
            var run = runs.GetValueOrDefault(job.Name);
            table.AddRow(
                Markup.Escape(job.Name),
                job.Cron.Length == 0 ? "never" : Markup.Escape(job.Cron),
                run is null ? "never" : Minute(run.StartedAt),
                run is null ? "" : Durations.Format(TimeSpan.FromMilliseconds(run.DurationMs), 2),
                run is null ? "" : run.Failure is null ? "[green]ok[/]" : $"[red]{Markup.Escape(run.Failure)}[/]",
                job.NextAfter(now) is { } next ? Minute(next) : "never",
                Markup.Escape(job.What));
        }

        Terminal.Out.Write(table);
    }

    private static void WriteJson(IEnumerable<CalendarEntry> calendar, IReadOnlyDictionary<string, JobRun> runs, DateTimeOffset now)
    {
        using var stream = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(stream, JsonForms.Indented))
        {
            json.WriteStartArray();
            foreach (var job in calendar)
            {
                var run = runs.GetValueOrDefault(job.Name);
                json.WriteStartObject();
                json.WriteString("name", job.Name);
                json.WriteString("cron", job.Cron);
                json.WriteInstant("lastRunAt", run?.StartedAt);
                if (run is null)
                    json.WriteNull("lastDurationMs");
                else
                    json.WriteNumber("lastDurationMs", run.DurationMs);
                json.WriteString("lastFailure", run?.Failure);
                json.WriteInstant("nextRunAt", job.NextAfter(now));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
        stream.WriteByte((byte)'\n');
    }

    private static string Minute(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
