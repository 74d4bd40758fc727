using System.CommandLine;
using Aggregator.Configuration;

namespace Aggregator.Commands.Simulating;

/// <summary>How the schedule to try differs from the settings.</summary>
internal sealed class SimulationArguments
{
    public Option<string?> Policy { get; } = new("--policy") { Description = "One schedule for all feeds; without it, with --catalog, each feed's own, and auto with --traces" };

    public Option<int?> PollsPerDay { get; } = new("--polls-per-day") { Description = "Polls a feed and day, instead of Polling:Freshness; for fixed, what the interval follows from", HelpName = "N" };

    public Option<string?> Delay { get; } = new("--delay") { Description = "The same as a target: how long articles may wait on average", HelpName = "TIME" };

    public Option<string?> MinInterval { get; } = new("--min-interval") { Description = "Least time between two polls of a feed, instead of Polling:MinInterval", HelpName = "TIME" };

    public SimulationArguments() => Policy.AcceptOnlyFromAmong("auto", "fixed", "miniflux");

    public SimulatedSchedule Schedule(ParseResult arguments, bool ofCatalog) => arguments.GetValue(Policy) is { } policy
        ? Enum.Parse<SimulatedSchedule>(policy, ignoreCase: true)
        : ofCatalog ? SimulatedSchedule.Listed : SimulatedSchedule.Auto;

    /// <summary>The settings with what the arguments replace; null after the error was printed.</summary>
    public PollingOptions? Apply(ParseResult arguments, PollingOptions settings, SimulatedSchedule schedule)
    {
        if (schedule != SimulatedSchedule.Listed)
            settings = settings with { Interval = FeedSchedule.Auto };
        if (arguments.GetValue(MinInterval) is { } text)
        {
            if (!Durations.TryParse(text, out var floor) || floor < TimeSpan.FromMinutes(5))
                return Refuse($"--min-interval must be {Durations.Allowed}, 5m or more.");
            settings = settings with { MinInterval = floor };
        }
        if (arguments.GetValue(PollsPerDay) is { } polls)
        {
            if (polls is < 1 or > Freshness.MostPolls)
                return Refuse($"--polls-per-day must be from 1 to {Freshness.MostPolls}.");
            settings = settings with { Freshness = Freshness.OfPolls(polls) };
        }
        if (arguments.GetValue(Delay) is { } delay)
        {
            if (arguments.GetValue(PollsPerDay) is not null || Freshness.Parse(delay) is not { IsDelay: true } target)
                return Refuse("--delay must be a duration from 5m to 12h, such as 30m, and stand without --polls-per-day.");
            settings = settings with { Freshness = target };
        }
        return settings;
    }

    private static PollingOptions? Refuse(string why)
    {
        Terminal.Error(why);
        return null;
    }
}
