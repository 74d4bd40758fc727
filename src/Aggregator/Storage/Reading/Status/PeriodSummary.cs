using Aggregator.Storage.Figures;

namespace Aggregator.Storage.Reading.Status;

/// <summary>Hours added up.</summary>
internal sealed record PeriodSummary
{
    public long Created { get; init; }
    public long Updated { get; init; }

    /// <summary>By outcome; only those that there were.</summary>
    public IReadOnlyDictionary<PollOutcome, long> Polls { get; init; } = new Dictionary<PollOutcome, long>();
    public long PollCount { get; init; }
    public long Pushes { get; init; }
    public long Bytes { get; init; }
    public long Gaps { get; init; }

    /// <summary>Articles whose way from publication to storage is known: the publisher dated them, and they came after their feed's first poll.</summary>
    public long Delayed { get; init; }

    /// <summary>Half of them were not longer on their way; right to a tenth.</summary>
    public TimeSpan? DelayMedian { get; init; }

    /// <summary>19 of 20 were not longer on their way; right to a tenth.</summary>
    public TimeSpan? Delay95 { get; init; }

    /// <summary>Polls that the publisher answered with 304, of all; 0 to 1, null without polls.</summary>
    public double? NotModifiedShare => PollCount == 0 ? null : (double)Polls.GetValueOrDefault(PollOutcome.NotModified) / PollCount;

    public long Of(PollOutcome outcome) => Polls.GetValueOrDefault(outcome);

    /// <summary>Of all polls; 0 when there are none.</summary>
    public double Share(PollOutcome outcome) => PollCount == 0 ? 0 : (double)Of(outcome) / PollCount;

    public double? FailedShare => PollCount == 0 ? null : (double)Polls.GetValueOrDefault(PollOutcome.Failed) / PollCount;

    public static PeriodSummary Of(IEnumerable<HourSummary> hours)
    {
        var list = hours.ToList();
        var delays = list.SelectMany(hour => hour.Delays).GroupBy(delay => delay.Key).ToDictionary(bucket => bucket.Key, bucket => bucket.Sum(delay => delay.Value));
        return new PeriodSummary
        {
            Created = list.Sum(hour => hour.Created),
            Updated = list.Sum(hour => hour.Updated),
            Polls = list.SelectMany(hour => hour.Polls).GroupBy(poll => poll.Key).ToDictionary(outcome => outcome.Key, outcome => outcome.Sum(poll => poll.Value)),
            PollCount = list.Sum(hour => hour.PollCount),
            Pushes = list.Sum(hour => hour.Pushes),
            Bytes = list.Sum(hour => hour.Bytes),
            Gaps = list.Sum(hour => hour.Gaps),
            Delayed = delays.Values.Sum(),
            DelayMedian = DelayScale.Quantile(delays, 0.5),
            Delay95 = DelayScale.Quantile(delays, 0.95),
        };
    }
}
