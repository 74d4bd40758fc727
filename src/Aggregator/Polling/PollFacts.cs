using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Storage;

namespace Aggregator.Polling;

/// <summary>Gathers what the next poll is decided by from a feed's state, so that planning and explaining start from the same.</summary>
internal static class PollFacts
{
    /// <param name="feedId">The feed.</param>
    /// <param name="definition">What the lists say of it.</param>
    /// <param name="state">Its state at the end of its last visit.</param>
    /// <param name="status">HTTP status of that visit.</param>
    public static PollCircumstances Of(long feedId, FeedDefinition definition, FeedState state, int? status) => new()
    {
        Feed = definition,
        FeedId = feedId,
        Now = state.AnsweredAt ?? state.NextPollAt,
        StartedAt = state.LastPollAt,
        Hints = Hints(state, new FreshnessHints(state.RetryAfter, state.FreshFor)),
        HasValidators = state.Validators.Any,
        PushedUntil = state.PushedUntil,
        Failure = state.FailureClass,
        Status = status,
        Failures = state.Failures,
        GoneConfirmed = state.GoneAt is not null,
    };

    public static PublisherHints Hints(FeedState state, FreshnessHints answer) => new()
    {
        RetryAfter = answer.RetryAfter,
        FreshFor = answer.FreshFor,
        TtlMinutes = state.TtlMinutes,
        SkipHours = state.SkipHours,
        SkipDays = state.SkipDays,
    };
}
