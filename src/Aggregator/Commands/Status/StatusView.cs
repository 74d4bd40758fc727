using System.Globalization;
using Aggregator.Configuration;
using Aggregator.Outputs;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Aggregator.Storage.Reading.Status;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Aggregator.Commands.Status;

/// <summary>How everything is, on one screen.</summary>
internal static class StatusView
{
    private const int HostsShown = 5;

    /// <param name="status">How it is.</param>
    /// <param name="height">Lines that there are; what needs a human is cut to them.</param>
    public static IRenderable Of(ShownStatus status, int height)
    {
        var summary = status.Summary;
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn();
        foreach (var (name, lines) in Rows(status))
        {
            var first = true;
            foreach (var line in lines)
            {
                grid.AddRow($"[grey]{(first ? name : "")}[/]", line);
                first = false;
            }
        }
        var room = height == int.MaxValue ? int.MaxValue : Math.Max(1, (height - grid.Rows.Count - 4) / 2);
        return new Rows(
        [
            new Markup($"[bold {(summary.IsAllRight ? "green" : "red")}]{Markup.Escape(summary.Headline)}[/]  [grey]{summary.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC[/]"),
            grid,
            .. Needs(summary, room),
        ]);
    }

    private static IEnumerable<(string Name, IEnumerable<string> Lines)> Rows(ShownStatus status)
    {
        var summary = status.Summary;
        yield return ("Daemon", [status.Daemon is { } daemon ? Markup.Escape(daemon) : "[yellow]none runs[/]"]);
        yield return ("Feeds", [Feeds(summary)]);
        yield return ("Articles", [Articles(summary), Markup.Escape($"{SparkLine.Of([.. summary.Hours.Select(hour => hour.Created)])} an hour, last 48 h")]);
        yield return ("On their way", [Delay(summary.Day)]);
        yield return ("Polls", [Polls(summary.Day), Markup.Escape($"{SparkLine.Of([.. summary.Hours.Select(hour => hour.PollCount)])} an hour, last 48 h")]);
        yield return ("Hosts", Hosts(summary));
        yield return ("Jobs", status.Calendar.Where(job => job.Cron.Length > 0).Select(job => Job(job, summary)));
    }

    private static string Feeds(StatusSummary summary)
    {
        var words = FeedHealth.Words.Where(word => word is not FeedHealth.Retired && summary.Feeds.Of(word) > 0).Select(word => HealthWord.Colored(word, $"{Number(summary.Feeds.Of(word))} {word}"));
        var due = summary.Due == 0 ? "none due" : $"{Number(summary.Due)} due, the longest for {Time(summary.LongestDue!.Value)}";
        return $"{Number(summary.Feeds.Active)} polled: {string.Join(", ", words.DefaultIfEmpty("none"))}; {due}";
    }

    private static string Articles(StatusSummary summary) =>
        $"{Number(summary.Day.Created)} new in the last 24 h ({Number(summary.DayBefore.Created)} in the 24 h before), {Number(summary.Day.Updated)} updated";

    private static string Delay(PeriodSummary day) => day is { DelayMedian: { } median, Delay95: { } longest }
        ? $"from publication to storage: half at most {Time(median)}, 95 % at most {Time(longest)} (of {Number(day.Delayed)} dated ones)"
        : "[grey]no dated article came in the last 24 h[/]";

    private static string Polls(PeriodSummary day) => day.PollCount == 0
        ? "[grey]none in the last 24 h[/]"
        : $"{Number(day.PollCount)} in the last 24 h: {string.Join(", ", PollWords.Outcomes.Where(day.Polls.ContainsKey).Select(outcome => Outcome(outcome, day)))}; "
            + $"{Sizes.Approximate(day.Bytes)}{(day.Pushes > 0 ? $"; {Number(day.Pushes)} pushed by hubs" : "")}";

    private static string Outcome(PollOutcome outcome, PeriodSummary day)
    {
        var share = (double)day.Polls[outcome] / day.PollCount;
        var text = string.Create(CultureInfo.InvariantCulture, $"{PollWords.Of(outcome)} {share * 100:0.#} %");
        return outcome == PollOutcome.Failed && share > 0.1 ? $"[red]{text}[/]" : text;
    }

    private static IEnumerable<string> Hosts(StatusSummary summary)
    {
        if (summary.Held == 0)
            return ["none is left alone"];
        var shown = summary.HeldHosts.Take(HostsShown).Select(host =>
            Markup.Escape($"{HostWords.Short(host.Host)} for {Time(host.Until - summary.At)} more ({host.Feeds} feeds): {host.Why}"));
        return [$"{Number(summary.Held)} left alone", .. shown, .. summary.Held > HostsShown ? ["[grey]aggregator hosts --held shows all[/]"] : Array.Empty<string>()];
    }

    private static string Job(CalendarEntry job, StatusSummary summary)
    {
        var run = summary.Jobs.GetValueOrDefault(job.Name);
        var last = run is null ? "has not run yet" : $"{Minute(run.StartedAt)}, {(run.Failure is null ? "[green]ok[/]" : $"[red]{Markup.Escape(run.Failure)}[/]")}";
        return $"{job.Name}: {last}; next {(job.NextAfter(summary.At) is { } next ? Minute(next) : "never")}";
    }

    private static IEnumerable<IRenderable> Needs(StatusSummary summary, int room)
    {
        if (summary.NeedsHumanCount == 0)
            yield break;
        yield return new Markup("\n[bold]What needs a human[/]");
        var shown = summary.NeedsHuman.Take(room).ToList();
        foreach (var need in shown)
        {
            yield return new Markup($"[{(need.IsUrgent ? "red" : "yellow")}]{Markup.Escape(Name(need))}[/]: {Markup.Escape(need.Reason)}");
            yield return new Padder(new Markup($"[grey]→[/] {Markup.Escape(need.Remedy)}"), new Padding(2, 0, 0, 0));
        }
        if (summary.NeedsHumanCount > shown.Count)
            yield return new Markup($"[grey]and {Number(summary.NeedsHumanCount - shown.Count)} more[/]");
    }

    private static string Name(Attention need) => need is { Kind: AttentionKind.Feed, FeedId: not null } ? $"{need.Subject} (feed {need.FeedId})" : need.Subject == need.Kind ? need.Kind : $"{need.Kind} {need.Subject}";

    private static string Minute(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Time(TimeSpan time) => Durations.Format(TimeSpan.FromSeconds(Math.Max(1, Math.Round(time.TotalSeconds))), 2);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
