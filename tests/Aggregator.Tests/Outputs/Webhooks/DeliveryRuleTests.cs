using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Outputs.Webhooks;
using Aggregator.Storage.Deliveries;

namespace Aggregator.Tests.Outputs.Webhooks;

public sealed class DeliveryRuleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly DeliveryRule _rule = new(new WebhooksOptions());

    [Fact]
    public void Waits_double_up_to_the_longest_and_are_never_longer()
    {
        var row = new WebhookRow { Name = "a" };
        var waits = new List<TimeSpan>();
        for (var i = 0; i < 14; i++)
        {
            row = _rule.After(row, Down(), Noon);
            waits.Add(row.NextTryAt - Noon);
        }
        for (var i = 0; i < waits.Count; i++)
        {
            var full = Math.Min(3600, 5 * Math.Pow(2, i));
            Assert.InRange(waits[i].TotalSeconds, full * 0.9, full);
        }
        Assert.Null(row.PausedAt);
    }

    [Fact]
    public void A_receiver_that_is_away_for_days_is_paused_and_not_before()
    {
        var row = _rule.After(new WebhookRow { Name = "a" }, Down(), Noon);
        row = _rule.After(row, Down(), Noon.AddDays(5).AddSeconds(-1));
        Assert.Null(row.PausedAt);
        Assert.Equal(Noon.AddDays(5), _rule.After(row, Down(), Noon.AddDays(5)).PausedAt);
    }

    [Fact]
    public void A_receiver_that_is_gone_is_paused_at_once() => Assert.Equal(Noon, _rule.After(new WebhookRow(), Answer(410), Noon).PausedAt);

    [Theory]
    [InlineData(120, 120)]
    [InlineData(1_000_000, 3600)]
    public void A_receiver_may_ask_to_be_left_alone_within_reason(int asked, int heeded) =>
        Assert.Equal(heeded, (_rule.After(new WebhookRow(), Answer(503, asked), Noon).NextTryAt - Noon).TotalSeconds);

    [Theory]
    [InlineData(400, true)]
    [InlineData(413, true)]
    [InlineData(422, true)]
    [InlineData(301, false)]
    [InlineData(401, false)]
    [InlineData(404, false)]
    [InlineData(429, false)]
    [InlineData(500, false)]
    [InlineData(503, false)]
    public void Only_an_answer_that_is_about_the_batch_makes_a_dead_letter_of_it(int status, bool isRefusal)
    {
        var row = _rule.After(new WebhookRow(), Answer(status), Noon);
        Assert.False(_rule.IsDead(row, Noon));
        Assert.Equal(isRefusal, _rule.IsDead(_rule.After(row, Answer(status), Noon.AddHours(6)), Noon.AddHours(6)));
    }

    [Fact]
    public void A_receiver_that_was_away_in_between_begins_to_refuse_anew()
    {
        var row = _rule.After(_rule.After(new WebhookRow(), Answer(400), Noon), Down(), Noon.AddHours(1));
        Assert.Equal(Noon.AddHours(7), _rule.After(row, Answer(400), Noon.AddHours(7)).RefusedSince);
    }

    [Fact]
    public void What_a_receiver_answers_is_told_in_one_short_line() =>
        Assert.Equal("answered 422: no such field", DeliveryRule.Reason(new CallOutcome.Answered(422, null, "no \r\n such\u0001 field\n")));

    private static CallOutcome.Failed Down() => new CallOutcome.Failed(FailureClass.Connect, "127.0.0.2:1 refused the connection.");

    private static CallOutcome.Answered Answer(int status, int? retryAfter = null) =>
        new CallOutcome.Answered(status, retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null, "");
}
