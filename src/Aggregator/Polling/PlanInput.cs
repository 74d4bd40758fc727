namespace Aggregator.Polling;

/// <summary>One wish about the next poll.</summary>
/// <param name="Reason">Whose.</param>
/// <param name="At">Not before this instant.</param>
/// <param name="Asked">The wait it asks for, before any cap; null where it names an instant.</param>
/// <param name="Capped">The wait was longer than the settings heed.</param>
internal readonly record struct PlanInput(NextPollReason Reason, DateTimeOffset At, TimeSpan? Asked = null, bool Capped = false)
{
    /// <summary>The operator's wish; all others are limits that no reload beats.</summary>
    public bool IsWish => Reason is NextPollReason.Interval or NextPollReason.Schedule;
}
