using Aggregator.Commands.Simulating;
using Aggregator.Configuration;

namespace Aggregator.Tests.Commands.Simulating;

/// <summary>What interval auto promises, measured beside the fixed interval that makes as many polls.</summary>
public sealed class SimulationGoalTests
{
    /// <summary>An even schedule itself differs by so much when it polls the same traces at other minutes.</summary>
    private const double Chance = 0.03;

    [Theory]
    [InlineData(3, 0.55)] // A third of the feeds have no habits, and three polls a day cannot follow those of all others.
    [InlineData(6, 0.5)]
    [InlineData(12, 0.5)]
    public void Articles_of_all_kinds_of_publishers_wait_half_as_long_and_the_latest_no_longer(int freshness, double share)
    {
        var (auto, even) = Compare(new GeneratedTraces(20).Mixture(), freshness);
        Assert.True(auto.Mean <= even.Mean * share, $"{auto.Mean} against {even.Mean}");
        Assert.True(auto.NinetyFifth <= even.NinetyFifth, $"{auto.NinetyFifth} against {even.NinetyFifth}");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    public void Memoryless_publishers_wait_no_longer_than_under_an_even_schedule(int freshness)
    {
        var (auto, even) = Compare(new GeneratedTraces(21).Memoryless(12, 3), freshness);
        Assert.True(auto.Mean <= even.Mean * (1 + Chance), $"{auto.Mean} against {even.Mean}");
        // Its rate has to be learned, so that waits scatter; an even schedule has nothing to learn.
        Assert.True(auto.NinetyFifth <= even.NinetyFifth * (1 + (2 * Chance)), $"{auto.NinetyFifth} against {even.NinetyFifth}");
    }

    /// <summary>Shares are what chance leaves to win: bursts at any time can be followed, not foreseen.</summary>
    [Theory]
    [InlineData("bursts", 3, 1)]
    [InlineData("bursts", 12, 0.85)]
    [InlineData("weekly", 3, 0.05)]
    [InlineData("releases", 3, 0.25)]
    [InlineData("silences then bursts", 3, 0.6)]
    [InlineData("silences then bursts", 12, 0.5)]
    public void Each_kind_of_publisher_waits_less_than_under_an_even_schedule(string kind, int freshness, double share)
    {
        var traces = new GeneratedTraces(28);
        var (auto, even) = Compare(
            kind switch
            {
                "bursts" => traces.Bursts(8),
                "weekly" => traces.Weekly(8),
                "releases" => GeneratedTraces.Releases(8),
                _ => traces.SilencesThenBursts(8),
            },
            freshness,
            // Where all feeds wake and sleep at once, the price comes after them by a week.
            over: 1.4);
        Assert.True(auto.Mean <= even.Mean * share, $"{auto.Mean} against {even.Mean}");
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(5, 6)]
    [InlineData(24, 3)]
    [InlineData(24, 12)]
    public void Clockwork_publishers_wait_no_longer_than_under_an_even_schedule(double hours, int freshness)
    {
        var (auto, even) = Compare(GeneratedTraces.Clockwork(8, hours), freshness);
        Assert.True(auto.Mean <= even.Mean, $"{auto.Mean} against {even.Mean}");
    }

    [Theory]
    [InlineData(15)]
    [InlineData(60)]
    [InlineData(240)]
    public void Articles_wait_no_longer_than_the_target_and_polls_are_not_wasted_on_it(int minutes)
    {
        var target = TimeSpan.FromMinutes(minutes);
        var request = Request(12) with { Options = new PollingOptions { Freshness = Freshness.OfDelay(target), MinInterval = TimeSpan.FromMinutes(5) } };
        var mixed = Simulation.Run(new GeneratedTraces(25).Mixture(), request);
        Assert.True(mixed.Mean <= target, $"{mixed.Mean}");
        Assert.True(mixed.PollsPerFeedAndDay < 12 / target.TotalHours, $"{mixed.PollsPerFeedAndDay} polls a feed and day");
        // Without habits there is nothing to gain, and the target itself is what is due.
        var memoryless = Simulation.Run(new GeneratedTraces(26).Memoryless(8, 3), request);
        Assert.InRange(memoryless.Mean / target, 0.85, 1 + Chance);
    }

    [Fact]
    public void Feeds_with_an_interval_a_schedule_or_a_freshness_of_their_own_leave_the_others_their_polls()
    {
        var traces = new GeneratedTraces(27).Memoryless(9, 3);
        var listed = traces.ConvertAll(trace => trace with { Feed = new FeedDefinition { Url = "https://example.org/feed", Location = default } });
        for (var own = 0; own < 3; own++)
        {
            var feed = listed[own].Feed!;
            listed[own] = listed[own] with
            {
                Feed = own switch
                {
                    0 => feed with { Interval = TimeSpan.FromMinutes(10) },
                    1 => feed with { Schedule = "0 0/10 * * * ?" },
                    _ => feed with { Freshness = Freshness.OfPolls(144) },
                },
            };
        }
        var result = Simulation.Run(listed, Request(6) with { Schedule = SimulatedSchedule.Listed });
        Assert.All(result.Hosts.Take(3), host => Assert.InRange(host.Mean * 24, 120, 150));
        Assert.InRange(result.Hosts.Skip(3).Average(host => host.Mean * 24), 5, 7);
        Assert.Equal(result.Load.Mean, result.Hosts.Sum(host => host.Mean), 1e-9);
        Assert.Equal(result.Load.Mean, result.Load.ByHour.Average(), 1e-2);
    }

    [Fact]
    public void Nothing_is_missed_of_documents_that_hold_twenty_entries()
    {
        var request = Request(12) with { Window = 20 };
        var result = Simulation.Run(new GeneratedTraces(23).Memoryless(4, 60), request);
        Assert.Equal(0, result.Missed);
        Assert.True(result.Articles > 50_000);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(12)]
    public void Articles_of_real_publishers_wait_half_as_long_and_the_latest_no_longer(int freshness)
    {
        var folder = SharedTraces();
        Assert.SkipUnless(Directory.Exists(folder), "there are no real traces beside this repository");
        var (traces, errors) = TraceFolder.Read(folder);
        Assert.Empty(errors);
        var (auto, even) = Compare(traces, freshness);
        Assert.True(auto.Mean <= even.Mean / 2, $"{auto.Mean} against {even.Mean}");
        Assert.True(auto.NinetyFifth <= even.NinetyFifth, $"{auto.NinetyFifth} against {even.NinetyFifth}");
    }

    [Fact]
    public void The_same_simulation_gives_the_same_result()
    {
        var first = Simulation.Run(new GeneratedTraces(24).Mixture(), Request(6));
        var again = Simulation.Run(new GeneratedTraces(24).Mixture(), Request(6));
        Assert.Equal((first.Polls, first.Mean, first.NinetyFifth), (again.Polls, again.Mean, again.NinetyFifth));
    }

    private static (SimulationResult Auto, SimulationResult Even) Compare(IReadOnlyList<PublishingTrace> traces, int freshness, double over = 1.25)
    {
        var request = Request(freshness);
        var auto = Simulation.Run(traces, request);
        var even = Simulation.Run(traces, request with { Schedule = SimulatedSchedule.Fixed, Interval = TimeSpan.FromDays(1 / auto.PollsPerFeedAndDay) });
        Assert.Equal(even.Articles, auto.Articles);
        // Where everything is known, polls that save no waiting are not made.
        Assert.True(auto.PollsPerFeedAndDay <= freshness * over, $"{auto.PollsPerFeedAndDay} polls a feed and day");
        return (auto, even);
    }

    private static SimulationRequest Request(int freshness) => new()
    {
        Schedule = SimulatedSchedule.Auto,
        Options = new PollingOptions { Freshness = Freshness.OfPolls(freshness), MinInterval = TimeSpan.FromMinutes(5) },
    };

    private static string SharedTraces()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Aggregator.sln")))
            folder = folder.Parent!;
        return Path.Combine(folder.FullName, "..", "shared", "traces");
    }
}
