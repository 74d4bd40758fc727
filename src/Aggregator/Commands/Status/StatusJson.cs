using System.Text.Json;
using Aggregator.Outputs;
using Aggregator.Storage;
using Aggregator.Storage.Reading.Status;

namespace Aggregator.Commands.Status;

/// <summary>How everything is, for programs. Durations are seconds.</summary>
internal static class StatusJson
{
    public static void Write(ShownStatus status)
    {
        using var stream = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(stream, JsonForms.Indented))
            Write(json, status);
        stream.WriteByte((byte)'\n');
    }

    public static void Write(Utf8JsonWriter json, ShownStatus status)
    {
        var summary = status.Summary;
        json.WriteStartObject();
        json.WriteBoolean("allRight", summary.IsAllRight);
        json.WriteString("headline", summary.Headline);
        json.WriteInstant("at", summary.At);
        json.WriteString("daemon", status.Daemon);
        WriteFeeds(json, summary);
        WritePeriod(json, "last24Hours", summary.Day);
        WritePeriod(json, "previous24Hours", summary.DayBefore);
        WriteAll(json, "hours", summary.Hours, WriteHour);
        json.WriteNumber("hostsHeld", summary.Held);
        WriteAll(json, "heldHosts", summary.HeldHosts, WriteHost);
        json.WriteStartArray("jobs");
        foreach (var job in status.Calendar)
        {
            var run = summary.Jobs.GetValueOrDefault(job.Name);
            json.WriteStartObject();
            json.WriteString("name", job.Name);
            json.WriteInstant("lastRunAt", run?.StartedAt);
            json.WriteString("lastFailure", run?.Failure);
            json.WriteInstant("nextRunAt", job.NextAfter(summary.At));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("needsHumanCount", summary.NeedsHumanCount);
        json.WriteNumber("urgentCount", summary.UrgentCount);
        WriteAll(json, "needsHuman", summary.NeedsHuman, WriteNeed);
        json.WriteEndObject();
    }

    private static void WriteFeeds(Utf8JsonWriter json, StatusSummary summary)
    {
        json.WriteStartObject("feeds");
        json.WriteNumber("active", summary.Feeds.Active);
        json.WriteNumber("due", summary.Due);
        WriteSeconds(json, "longestDue", summary.LongestDue);
        json.WriteInstant("lastSuccessAt", summary.Feeds.LastSuccessAt);
        json.WriteInstant("nextPollAt", summary.Feeds.NextPollAt);
        json.WriteStartObject("byHealth");
        foreach (var word in FeedHealth.Words)
            json.WriteNumber(word, summary.Feeds.Of(word));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WritePeriod(Utf8JsonWriter json, string name, PeriodSummary period)
    {
        json.WriteStartObject(name);
        json.WriteNumber("newArticles", period.Created);
        json.WriteNumber("updatedArticles", period.Updated);
        json.WriteNumber("polls", period.PollCount);
        WritePolls(json, period.Polls);
        WriteShare(json, "notModifiedShare", period.NotModifiedShare);
        WriteShare(json, "failedShare", period.FailedShare);
        json.WriteNumber("pushes", period.Pushes);
        json.WriteNumber("bytes", period.Bytes);
        json.WriteNumber("datedArticles", period.Delayed);
        WriteSeconds(json, "delayMedian", period.DelayMedian);
        WriteSeconds(json, "delay95", period.Delay95);
        json.WriteEndObject();
    }

    private static void WriteHour(Utf8JsonWriter json, HourSummary hour)
    {
        json.WriteInstant("start", hour.Start);
        json.WriteNumber("newArticles", hour.Created);
        json.WriteNumber("updatedArticles", hour.Updated);
        json.WriteNumber("polls", hour.PollCount);
        WritePolls(json, hour.Polls);
        json.WriteNumber("bytes", hour.Bytes);
    }

    private static void WriteHost(Utf8JsonWriter json, HeldHost host)
    {
        json.WriteString("host", host.Host);
        json.WriteInstant("heldUntil", host.Until);
        json.WriteString("heldWhy", host.Why);
        json.WriteNumber("feeds", host.Feeds);
    }

    private static void WriteNeed(Utf8JsonWriter json, Attention need)
    {
        json.WriteString("kind", need.Kind);
        json.WriteString("subject", need.Subject);
        json.WriteString("reason", need.Reason);
        json.WriteString("remedy", need.Remedy);
        json.WriteBoolean("urgent", need.IsUrgent);
        json.WriteInstant("since", need.Since);
        if (need.FeedId is { } feed)
            json.WriteNumber("feed", feed);
    }

    private static void WriteAll<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WritePolls(Utf8JsonWriter json, IReadOnlyDictionary<PollOutcome, long> polls)
    {
        json.WriteStartObject("byOutcome");
        foreach (var outcome in Enum.GetValues<PollOutcome>())
            json.WriteNumber(JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString()), polls.GetValueOrDefault(outcome));
        json.WriteEndObject();
    }

    private static void WriteSeconds(Utf8JsonWriter json, string name, TimeSpan? time)
    {
        if (time is { } span)
            json.WriteNumber(name, Math.Round(span.TotalSeconds));
        else
            json.WriteNull(name);
    }

    private static void WriteShare(Utf8JsonWriter json, string name, double? share)
    {
        if (share is { } number)
            json.WriteNumber(name, Math.Round(number, 4));
        else
            json.WriteNull(name);
    }
}
