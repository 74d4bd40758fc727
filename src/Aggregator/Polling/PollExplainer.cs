using System.Collections.Immutable;
using System.Globalization;
using Aggregator.Configuration;
using Aggregator.Storage;

namespace Aggregator.Polling;

/// <summary>Explains a plan by asking the planner itself, from the same facts. Pure.</summary>
internal sealed class PollExplainer(PollPlanner planner, HostBudgets budgets)
{
    /// <param name="feed">As it is stored.</param>
    /// <param name="definition">What the lists say of it.</param>
    /// <param name="status">HTTP status of its last poll.</param>
    /// <param name="now">The present.</param>
    public PollExplanation Explain(DueFeed feed, FeedDefinition definition, int? status, DateTimeOffset now)
    {
        var state = feed.State;
        var circumstances = PollFacts.Of(feed.Id, definition, state, status);
        var held = feed.HostHold is { Held: true } hold && hold.NotBefore > state.NextPollAt && hold.NotBefore > now ? hold : null;
        return new PollExplanation
        {
            Feed = feed,
            At = held?.NotBefore ?? state.NextPollAt,
            Reason = held is null ? state.NextPollReason : "Held",
            Why = held is null ? state.NextPollWhy : $"{feed.Host} is left alone: {held.Why}",
            Inputs = state.AnsweredAt is null ? [] : Inputs(circumstances),
            NextStep = state.FailureClass is null ? null : Ladder(circumstances with { Failures = state.Failures + 1 }),
            Budget = budgets.For(feed.Host),
            DoubtsValidators = ValidatorDoubt.IsDue(state, state.NextPollAt),
            BelievedAt = state.Redirects.MovingSince + RedirectLearner.Patience,
        };
    }

    private ImmutableArray<ExplainedInput> Inputs(PollCircumstances circumstances)
    {
        var plan = planner.Plan(circumstances);
        var inputs = planner.Inputs(circumstances)
            .Select(input => new ExplainedInput(input.Reason, PlanWords.Source(input, circumstances), Value(input, circumstances), input.At, input.Reason == plan.Reason))
            .ToList();
        if (circumstances.Hints is not { SkipHours: 0, SkipDays: 0 })
        {
            var skipped = new PlanInput(NextPollReason.Skipped, plan.At);
            inputs.Add(new ExplainedInput(
                skipped.Reason, PlanWords.Source(skipped, circumstances), Skipped(circumstances.Hints), plan.At, plan.Reason == NextPollReason.Skipped));
        }
        return [.. inputs.OrderByDescending(input => input.Decides).ThenByDescending(input => input.At)];
    }

    private TimeSpan Ladder(PollCircumstances circumstances) =>
        planner.Inputs(circumstances).First(input => input.Reason is NextPollReason.BackOff or NextPollReason.Gone).At - circumstances.Now;

    private static string Value(PlanInput input, PollCircumstances circumstances)
    {
        var asked = input.Asked is { } wait ? Durations.Format(wait, 3) : circumstances.Feed.Schedule ?? "";
        return input.Capped ? $"{asked}, more than is heeded" : asked;
    }

    private static string Skipped(PublisherHints hints)
    {
        var hours = Enumerable.Range(0, 24).Where(h => (hints.SkipHours >> h & 1) != 0).Select(h => h.ToString("00", CultureInfo.InvariantCulture));
        var days = Enum.GetValues<DayOfWeek>().Where(d => (hints.SkipDays >> (int)d & 1) != 0).Select(d => d.ToString());
        return $"not at {string.Join(' ', hours.Concat(days))} UTC";
    }
}
