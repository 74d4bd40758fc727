using Aggregator.Polling.Adaptive;

namespace Aggregator.Polling;

/// <summary>One wish about the next poll.</summary>
/// <param name="Reason">Whose.</param>
/// <param name="At">Not before this instant.</param>
/// <param name="Asked">The wait it asks for, before any cap; null where it names an instant.</param>
/// <param name="Capped">The wait was longer than the settings heed.</param>
/// <param name="Choice">What a wait by the feed's past was chosen by.</param>
internal readonly record struct PlanInput(NextPollReason Reason, DateTimeOffset At, TimeSpan? Asked = null, bool Capped = false, AdaptiveChoice? Choice = null)
{
    /// <summary>The operator's wish, or ours; all others are limits that no reload beats.</summary>
    public bool IsWish => Reason is NextPollReason.Interval or NextPollReason.Auto or NextPollReason.Schedule or NextPollReason.Pushed;
}
