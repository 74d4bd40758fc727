using System.Collections.Immutable;
using Aggregator.Storage;

namespace Aggregator.Outputs;

/// <summary>How polls ended, in words: the same on the terminal and on the pages.</summary>
internal static class PollWords
{
    /// <summary>In the order of an operator's interest.</summary>
    public static readonly ImmutableArray<PollOutcome> Outcomes = [PollOutcome.Changed, PollOutcome.NotModified, PollOutcome.SameBody, PollOutcome.SameEntries, PollOutcome.Failed];

    /// <param name="outcome">Its name, as polls are recorded.</param>
    public static string Of(string outcome) => Enum.TryParse<PollOutcome>(outcome, out var known) ? Of(known) : outcome;

    public static string Of(PollOutcome outcome) => outcome switch
    {
        PollOutcome.Changed => "brought entries",
        PollOutcome.NotModified => "not modified (304)",
        PollOutcome.SameBody => "same bytes again (200)",
        PollOutcome.SameEntries => "other bytes, same entries (200)",
        _ => "failed",
    };
}
