namespace Aggregator.Storage.Reading.Status;

/// <summary>How everything is, at one instant.</summary>
internal sealed record StatusSummary
{
    public required DateTimeOffset At { get; init; }
    public required FeedCounts Feeds { get; init; }

    /// <summary>Feeds whose time has come, late or not.</summary>
    public long Due { get; init; }

    /// <summary>The longest that one of them waits already.</summary>
    public TimeSpan? LongestDue { get; init; }

    /// <summary>The last 48, oldest first; the last is the one that runs.</summary>
    public required IReadOnlyList<HourSummary> Hours { get; init; }

    /// <summary>The last 24 hours.</summary>
    public required PeriodSummary Day { get; init; }

    /// <summary>The hours before these, as many.</summary>
    public required PeriodSummary DayBefore { get; init; }

    /// <summary>Hosts that are left alone, those first that most feeds wait for; at most <see cref="StatusReader.Most"/>.</summary>
    public required IReadOnlyList<HeldHost> HeldHosts { get; init; }

    /// <summary>How many there are.</summary>
    public long Held { get; init; }

    /// <summary>The calendar's, by name.</summary>
    public required IReadOnlyDictionary<string, JobRun> Jobs { get; init; }

    /// <summary>What needs a human, the urgent first; of feeds at most <see cref="StatusReader.Most"/>.</summary>
    public required IReadOnlyList<Attention> NeedsHuman { get; init; }

    /// <summary>All of it, also what is not listed.</summary>
    public long NeedsHumanCount { get; init; }
    public long UrgentCount { get; init; }

    public bool IsAllRight => UrgentCount == 0;

    /// <summary>Is everything all right: one line.</summary>
    public string Headline => (Feeds.Active, UrgentCount, NeedsHumanCount) switch
    {
        (_, > 0 and var urgent, var all) => $"{Things(urgent)} a human{(all > urgent ? $", {all - urgent} could be better" : "")}",
        (0, _, _) => "All right, but no feed is polled: add some to the lists",
        (_, _, > 0 and var all) => $"All right; {all} could be better",
        _ => "All right",
    };

    /// <summary>With more that only the asker knows.</summary>
    public StatusSummary With(IReadOnlyCollection<Attention> more) => this with
    {
        NeedsHuman = [.. more.Concat(NeedsHuman).OrderByDescending(attention => attention.IsUrgent)],
        NeedsHumanCount = NeedsHumanCount + more.Count,
        UrgentCount = UrgentCount + more.Count(attention => attention.IsUrgent),
    };

    private static string Things(long number) => number == 1 ? "1 thing needs" : $"{number} things need";
}
