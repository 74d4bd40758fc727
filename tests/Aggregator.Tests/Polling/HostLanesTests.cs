using Aggregator.Configuration;
using Aggregator.Polling;
using Aggregator.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Aggregator.Tests.Polling;

public sealed class HostLanesTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task The_next_poll_of_a_host_starts_after_the_spacing_and_another_hosts_at_once()
    {
        var lanes = new HostLanes(new HostBudgets(new PollingOptions { HostDelay = TimeSpan.FromSeconds(1), HostPollsPerMinute = 30 }), _time);
        Assert.IsType<LaneEntry.Entered>(await Enter(lanes, "a"));
        lanes.Leave("a");
        var second = Enter(lanes, "a");
        Assert.IsType<LaneEntry.Entered>(await Enter(lanes, "b"));
        _time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.False(second.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.IsType<LaneEntry.Entered>(await second);
    }

    [Fact]
    public async Task The_delay_counts_from_the_end_of_a_slow_poll()
    {
        var lanes = new HostLanes(new HostBudgets(new PollingOptions { HostDelay = TimeSpan.FromSeconds(5), HostPollsPerMinute = 0 }), _time);
        await Enter(lanes, "a");
        _time.Advance(TimeSpan.FromSeconds(60));
        lanes.Leave("a");
        var second = Enter(lanes, "a");
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.False(second.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<LaneEntry.Entered>(await second);
    }

    [Fact]
    public async Task No_more_polls_than_allowed_are_under_way_on_a_host()
    {
        var lanes = new HostLanes(new HostBudgets(new PollingOptions { HostDelay = TimeSpan.Zero, HostPollsPerMinute = 0, HostConcurrency = 2 }), _time);
        await Enter(lanes, "a");
        await Enter(lanes, "a");
        var third = Enter(lanes, "a");
        Assert.False(third.IsCompleted);
        lanes.Leave("a");
        Assert.IsType<LaneEntry.Entered>(await third);
    }

    [Fact]
    public async Task A_hold_sends_waiting_polls_away_and_says_why()
    {
        var lanes = new HostLanes(new HostBudgets(new PollingOptions()), _time);
        await Enter(lanes, "a");
        var waiting = Enter(lanes, "a");
        lanes.Remember(new HostHold("a", _time.GetUtcNow().AddHours(1), Held: true, "429"));
        lanes.Leave("a");
        var held = Assert.IsType<LaneEntry.HeldBack>(await waiting);
        Assert.Equal("429", held.Why);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.IsType<LaneEntry.Entered>(await Enter(lanes, "a"));
    }

    [Fact]
    public async Task Pacing_remembered_from_before_a_restart_is_waited_for()
    {
        var lanes = new HostLanes(new HostBudgets(new PollingOptions()), _time);
        lanes.Remember(new HostHold("a", _time.GetUtcNow().AddSeconds(2), Held: false, "pacing"));
        var entry = Enter(lanes, "a");
        Assert.False(entry.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.IsType<LaneEntry.Entered>(await entry);
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_the_lane_free()
    {
        var lanes = new HostLanes(new HostBudgets(new PollingOptions { HostDelay = TimeSpan.Zero, HostPollsPerMinute = 0 }), _time);
        await Enter(lanes, "a");
        using var impatience = new CancellationTokenSource();
        var waiting = lanes.EnterAsync("a", impatience.Token);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        lanes.Leave("a");
        Assert.IsType<LaneEntry.Entered>(await Enter(lanes, "a"));
    }

    private static Task<LaneEntry> Enter(HostLanes lanes, string host) => lanes.EnterAsync(host, TestContext.Current.CancellationToken);
}
