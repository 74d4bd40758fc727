using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Polling;
using Aggregator.Scheduling;
using CsCheck;

namespace Aggregator.Tests.Polling;

/// <summary>What holds for any combination of wishes.</summary>
public sealed class PollPlannerPropertyTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 20, 0, TimeSpan.Zero);
    private static readonly PollingOptions Options = new();
    private static readonly PollPlanner Planner = new(Options, CronSchedule.Reader);
    private static readonly Gen<TimeSpan?> Wait = Gen.Int[-1, 20 * 24 * 3600].Select(s => s < 0 ? null : (TimeSpan?)TimeSpan.FromSeconds(s));

    private static readonly Gen<PollCircumstances> Circumstances = Gen.Select(
        Wait, Wait, Gen.Int[0, 30_000], Gen.Int[0, (1 << 24) - 1], Gen.Int[0, 127], Gen.Int[-1, 15], Gen.Int[1, 60], Gen.Long[1, 100_000])
        .Select((fresh, retry, ttl, hours, days, failure, failures, id) => new PollCircumstances
        {
            Feed = new FeedDefinition { Url = "https://example.org/feed", Location = default },
            FeedId = id,
            Now = Now.AddMinutes(id),
            Hints = new PublisherHints { FreshFor = fresh, RetryAfter = retry, TtlMinutes = ttl == 0 ? null : ttl, SkipHours = hours, SkipDays = days },
            Failure = failure < 0 ? null : (FailureClass)failure,
            Failures = failures,
            GoneConfirmed = failures % 7 == 0,
        });

    [Fact]
    public void P16_P19_P20_The_plan_is_never_before_any_input_and_every_feed_is_polled_within_what_the_caps_allow() => Circumstances.Sample(circumstances =>
    {
        var next = Planner.Plan(circumstances);
        var inputs = Planner.Inputs(circumstances).ToList();
        var latest = inputs.Max(input => input.At);
        // A week of skipped hours at most comes on top.
        return inputs.All(input => next.At >= input.At)
            && next.At <= latest.AddDays(7)
            && latest <= circumstances.Now.AddDays(7).AddMinutes(1)
            && next.NotBefore <= next.At
            && next.Why.Length > 0;
    }, iter: 5_000);

    [Fact]
    public void P19_No_poll_is_planned_into_an_hour_that_the_feed_skips_unless_it_skips_them_all() => Circumstances.Sample(circumstances =>
    {
        var hints = circumstances.Hints;
        var at = Planner.Plan(circumstances).At;
        return hints.SkipHours == (1 << 24) - 1 || hints.SkipDays == 127
            || ((hints.SkipHours >> at.Hour & 1) == 0 && (hints.SkipDays >> (int)at.DayOfWeek & 1) == 0);
    }, iter: 5_000);

    [Fact]
    public void P22_More_failures_never_bring_the_next_try_closer() => Circumstances.Where(c => c.Failure is not null).Sample(circumstances =>
    {
        var waits = Enumerable.Range(1, 12).Select(n => Step(circumstances with { Failures = n })).ToList();
        // Below the cap each step is longer; at the cap jitter moves it by a tenth.
        return waits.Zip(waits.Skip(1)).All(pair => pair.Second > pair.First || pair.Second >= waits.Max() * 0.8);

        TimeSpan Step(PollCircumstances c) => Planner.Inputs(c).First().At - c.Now;
    }, iter: 500);

    [Fact]
    public void P13_No_wish_of_a_publisher_makes_polling_faster() => Circumstances.Sample(
        circumstances => Planner.Plan(circumstances with { Failure = null }).At >= circumstances.Now + Options.Interval, iter: 5_000);
}
