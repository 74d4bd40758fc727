using Aggregator.Configuration;
using Aggregator.Polling;

namespace Aggregator.Tests.Polling;

public sealed class HostBudgetsTests
{
    [Fact]
    public void P30_The_first_rule_that_matches_counts_and_says_only_what_is_different()
    {
        var budgets = new HostBudgets(new PollingOptions
        {
            HostPollsPerMinute = 12,
            Hosts = [new HostRule("a.example") { Concurrency = 3 }, new HostRule("*.example") { PollsPerMinute = 60, Delay = TimeSpan.Zero }],
        });
        Assert.Equal((3, TimeSpan.FromSeconds(5)), (budgets.For("a.example:443").Concurrency, budgets.For("a.example:443").Spacing));
        Assert.Equal((1, TimeSpan.FromSeconds(1)), (budgets.For("b.example:443").Concurrency, budgets.For("b.example:443").Spacing));
        Assert.Same(budgets.Default, budgets.For("example.org:443"));
    }

    [Theory]
    [InlineData(1, "1s", 30, 1)]
    [InlineData(3, "1s", 30, 3)]
    [InlineData(1, "100ms", 0, 10)]
    [InlineData(1, "0s", 0, 64)]
    [InlineData(1, "1h", 1, 1)]
    public void As_many_turns_are_claimed_as_a_tick_lets_through(int concurrency, string delay, int perMinute, int turns)
    {
        Assert.True(Durations.TryParse(delay, out var time));
        Assert.Equal(turns, new HostBudget(concurrency, time, perMinute, HoldScope.Host, null).Turns(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void P30_Seven_a_minute_are_never_eight()
    {
        var spacing = new HostBudget(1, TimeSpan.Zero, 7, HoldScope.Host, null).Spacing;
        Assert.True(spacing * 7 >= TimeSpan.FromMinutes(1));
    }
}
