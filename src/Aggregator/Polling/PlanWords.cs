using Aggregator.Configuration;
using Aggregator.Polling.Adaptive;

namespace Aggregator.Polling;

/// <summary>Says in words what an input of the plan asks for, and where it comes from.</summary>
internal sealed class PlanWords(PollingOptions options)
{
    /// <summary>Why it decided, as the end of a sentence that names a time.</summary>
    public string Why(PlanInput input, PollCircumstances circumstances)
    {
        var why = input.Reason switch
        {
            NextPollReason.Interval when circumstances.Failure is not null => $"{Span(input)} by its interval, after {Times(circumstances)} ({circumstances.Failure})",
            NextPollReason.Interval => $"interval {Span(input)}",
            NextPollReason.Auto => AdaptiveWords.Of(circumstances.History!, circumstances.Now, input.Choice!.Value),
            NextPollReason.Schedule => $"schedule {circumstances.Feed.Schedule}",
            NextPollReason.Unconditional => $"the server gives no validators, so it is asked every {Span(input)} only",
            NextPollReason.Pushed => "a hub tells us what is new, polling only makes sure",
            NextPollReason.Fresh => "the server calls its answer fresh until then",
            NextPollReason.TimeToLive when circumstances.Hints.TtlBase is not null => $"the feed's next period of {circumstances.Hints.TtlMinutes} min begins then (sy:updateBase)",
            NextPollReason.TimeToLive => $"the feed asks for {circumstances.Hints.TtlMinutes} min between visits (ttl)",
            NextPollReason.Skipped => "the feed asks for no visits before that hour (skipHours, skipDays)",
            NextPollReason.RetryAfter => "the server asks to stay away until then (Retry-After)",
            NextPollReason.Gone when circumstances.GoneConfirmed => "the publisher says it is gone for good (410); asked once a week whether that was meant",
            NextPollReason.Gone => "the publisher says it is gone (410); asked once more after a day",
            NextPollReason.BackOff => $"back-off after {Times(circumstances)} ({circumstances.Failure})",
            NextPollReason.Floor => $"no feed is polled more often than every {Span(input)}",
            _ => throw new ArgumentOutOfRangeException(nameof(input)),
        };
        return input.Capped ? $"{why}; it asks for longer than the {Durations.Format(options.MaxPublisherWait)} that are heeded" : why;
    }

    /// <summary>Who asks for it: a header, an element, a setting.</summary>
    public static string Source(PlanInput input, PollCircumstances circumstances) => input.Reason switch
    {
        NextPollReason.Interval when circumstances.Feed.Interval is not null => $"interval in {circumstances.Feed.Location.File}",
        NextPollReason.Interval => "Polling:Interval",
        NextPollReason.Auto when circumstances.Feed.Freshness is not null => $"what the feed published so far, freshness in {circumstances.Feed.Location.File}",
        NextPollReason.Auto => "what the feed published so far, Polling:Freshness",
        NextPollReason.Schedule => $"schedule in {circumstances.Feed.Location.File}",
        NextPollReason.Unconditional => "Polling:UnconditionalInterval",
        NextPollReason.Pushed => "the hub's lease",
        NextPollReason.Fresh => "Cache-Control or Expires",
        NextPollReason.TimeToLive => "ttl or sy:updatePeriod of the feed",
        NextPollReason.Skipped => "skipHours and skipDays of the feed",
        NextPollReason.RetryAfter => "Retry-After",
        NextPollReason.BackOff or NextPollReason.Gone => "Polling:BackOff and the kind of failure",
        NextPollReason.Floor => "Polling:FeedDelay",
        _ => throw new ArgumentOutOfRangeException(nameof(input)),
    };

    private static string Span(PlanInput input) => Durations.Format(input.Asked ?? TimeSpan.Zero);

    private static string Times(PollCircumstances circumstances) =>
        circumstances.Failures == 1 ? "a failure" : $"{circumstances.Failures} failures in a row";
}
