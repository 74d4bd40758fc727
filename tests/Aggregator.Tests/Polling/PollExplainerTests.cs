using Aggregator.Fetching;
using Aggregator.Polling;
using Aggregator.Scheduling;
using Aggregator.Storage;

namespace Aggregator.Tests.Polling;

public sealed class PollExplainerTests
{
    [Fact]
    public void The_explanation_names_every_wish_with_its_source_and_the_one_that_the_plan_follows()
    {
        var life = new FeedLife();
        life.Visit(FeedLife.Document(FeedLife.Rss("<ttl>120</ttl><skipHours><hour>3</hour></skipHours>", 1), new FreshnessHints(TimeSpan.FromMinutes(10), TimeSpan.FromHours(5))));
        var explanation = Explain(life);
        Assert.Equal((life.State.NextPollAt, nameof(NextPollReason.Fresh), life.State.NextPollWhy), (explanation.At, explanation.Reason, explanation.Why));
        Assert.Equal(
            ["Fresh", "Floor", "Interval", "RetryAfter", "Skipped", "TimeToLive"], explanation.Inputs.Select(i => $"{i.Reason}").OrderBy(r => r == "Fresh" ? "" : r, StringComparer.Ordinal));
        var decides = Assert.Single(explanation.Inputs, i => i.Decides);
        Assert.Equal(("Cache-Control or Expires", "5h", life.State.NextPollAt), (decides.Source, decides.Value, decides.At));
    }

    [Fact]
    public void Whatever_happens_the_explanation_agrees_with_the_plan()
    {
        var life = new FeedLife();
        foreach (var failure in Enum.GetValues<FailureClass>())
        {
            var poll = life.Visit(FeedLife.Failure(failure, failure == FailureClass.ServerError ? 503 : null));
            var explanation = Explain(life, poll.Status);
            Assert.Equal(life.State.NextPollReason, $"{Assert.Single(explanation.Inputs, i => i.Decides).Reason}");
            Assert.Equal(life.State.NextPollAt, explanation.Inputs.Max(i => i.At));
            Assert.NotNull(explanation.NextStep);
            life.Later();
        }
        life.Visit(FeedLife.Unchanged());
        Assert.Null(Explain(life).NextStep);
    }

    [Fact]
    public void A_feed_that_waits_for_its_host_says_so()
    {
        var life = new FeedLife();
        life.Visit(FeedLife.Unchanged());
        var until = life.State.NextPollAt.AddHours(2);
        life.Feed = life.Feed with { HostHold = new HostHold("example.org:443", until, Held: true, "429 Too Many Requests") };
        var explanation = Explain(life);
        Assert.Equal((until, "Held"), (explanation.At, explanation.Reason));
        Assert.Contains("429", explanation.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_the_first_visit_there_is_nothing_to_explain_by() => Assert.Empty(Explain(new FeedLife()).Inputs);

    private static PollExplanation Explain(FeedLife life, int? status = null) =>
        new PollExplainer(new PollPlanner(life.Options, CronSchedule.Reader), new HostBudgets(life.Options)).Explain(life.Feed, life.Definition, status, life.Now);
}
