namespace Aggregator.Storage.Reading.Status;

/// <summary>What happened in an hour.</summary>
internal sealed record HourSummary
{
    /// <summary>Its beginning, UTC.</summary>
    public DateTimeOffset Start { get; init; }

    /// <summary>Articles that nobody had seen before.</summary>
    public long Created { get; init; }

    /// <summary>Articles that got a new revision.</summary>
    public long Updated { get; init; }

    /// <summary>By outcome; only those that there were.</summary>
    public IReadOnlyDictionary<PollOutcome, long> Polls { get; init; } = new Dictionary<PollOutcome, long>();

    /// <summary>What hubs brought.</summary>
    public long Pushes { get; init; }
    public long Bytes { get; init; }

    /// <summary>Polls before which articles came and went unseen.</summary>
    public long Gaps { get; init; }

    /// <summary>From publication to storage, by steps of <see cref="Figures.DelayScale"/>.</summary>
    public IReadOnlyDictionary<int, long> Delays { get; init; } = new Dictionary<int, long>();

    public long PollCount => Polls.Values.Sum();
}
