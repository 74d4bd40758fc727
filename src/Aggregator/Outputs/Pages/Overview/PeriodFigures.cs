using System.Collections.Immutable;
using Aggregator.Storage;
using Aggregator.Storage.Figures;

namespace Aggregator.Outputs.Pages.Overview;

/// <summary>What was counted over some hours.</summary>
internal sealed class PeriodFigures(IReadOnlyList<Tally> tallies)
{
    public long Created => Sum(TallyNames.Created);
    public long Updated => Sum(TallyNames.Updated);
    public long Bytes => Sum(TallyNames.Bytes);
    public long Gaps => Sum(TallyNames.Gaps);
    public TimeSpan? MedianDelay => DelayScale.Quantile(tallies, 0.5);
    public TimeSpan? LongDelay => DelayScale.Quantile(tallies, 0.95);
    public long Polls => Enum.GetValues<PollOutcome>().Sum(Of);

    public long Of(PollOutcome outcome) => Sum(TallyNames.Of(outcome));

    /// <summary>Of all polls; 0 when there are none.</summary>
    public double Share(PollOutcome outcome) => Polls == 0 ? 0 : (double)Of(outcome) / Polls;

    /// <summary>In the order of an operator's interest.</summary>
    public static readonly ImmutableArray<(PollOutcome Outcome, string Words, string Tone)> Outcomes =
    [
        (PollOutcome.Changed, "brought entries", Tones.Good),
        (PollOutcome.NotModified, "not modified (304)", "bar"),
        (PollOutcome.SameBody, "same bytes again (200)", Tones.Plain),
        (PollOutcome.SameEntries, "other bytes, same entries (200)", Tones.Plain),
        (PollOutcome.Failed, "failed", Tones.Bad),
    ];

    private long Sum(string name) => tallies.Where(tally => tally.Name == name).Sum(tally => tally.Number);
}
