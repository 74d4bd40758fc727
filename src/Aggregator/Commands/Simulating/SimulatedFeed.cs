using Aggregator.Configuration;
using Aggregator.Polling;
using Aggregator.Polling.Adaptive;

namespace Aggregator.Commands.Simulating;

/// <summary>One feed's life in a simulation: what it published is seen only by polls. Hours.</summary>
internal sealed class SimulatedFeed(PublishingTrace trace, long number, SimulationRequest request, PollPlanner planner)
{
    private readonly FeedDefinition _definition = request.Schedule == SimulatedSchedule.Listed && trace.Feed is { } listed
        ? listed
        : new FeedDefinition { Url = trace.Name, Location = default, Interval = request.Schedule == SimulatedSchedule.Fixed ? request.Interval : null };

    private readonly double _countedFrom = Math.Max(trace.Start + request.Learning, request.CountedFrom);
    private PublishingHistory? _history;
    private int _seen;

    // The first poll is anywhere in the first hour, so that feeds with the same interval do not walk in step.
    public double NextPoll { get; private set; } = trace.Start + (number * 0.618034 % 1);

    public string Host => trace.Host;

    public bool IsOver { get; private set; }

    /// <summary>Hours from the last poll to the next.</summary>
    public double Wait { get; private set; } = 1;

    /// <summary>Its polls are among those that the price of all feeds is settled by.</summary>
    public bool IsPriced => _definition is { Interval: null, Schedule: null, Freshness: null };

    /// <summary>Polls that count.</summary>
    public long Polls { get; private set; }

    /// <summary>Hours in which polls count.</summary>
    public double Counted => Math.Max(0, trace.End - _countedFrom);

    /// <summary>Articles that were pushed out of the document before a poll saw them.</summary>
    public long Missed { get; private set; }

    /// <summary>Hours from publication to the poll that saw it, of each article that counts.</summary>
    public List<float> Delays { get; } = [];

    /// <summary>Makes the polls that are due before an instant; how many.</summary>
    public int RunUntil(double end)
    {
        var polls = 0;
        for (; !IsOver && NextPoll < end; polls++)
            Poll(NextPoll);
        return polls;
    }

    private void Poll(double now)
    {
        var times = trace.Times;
        var end = _seen;
        while (end < times.Length && times[end] <= now)
            end++;
        var first = request.Window is { } window ? Math.Max(_seen, end - window) : _seen;
        for (var index = _seen; index < end; index++)
        {
            if (times[index] < _countedFrom || trace.IsBorrowed)
                continue;
            if (index < first)
                Missed++;
            else
                Delays.Add((float)(now - times[index]));
        }
        if (now >= _countedFrom && now <= trace.End)
            Polls++;
        if (request.Schedule is SimulatedSchedule.Auto or SimulatedSchedule.Listed)
            _history = (_history ?? PublishingHistory.StartingAt(trace.Start)).With(times.AsSpan(first, end - first));
        _seen = end;
        IsOver = _seen == times.Length && now >= trace.End;
        Wait = request.Schedule == SimulatedSchedule.Miniflux ? MeanGap(now) : Planned(now);
        NextPoll = now + Wait;
    }

    private double Planned(double now)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(now * 3_600_000));
        var (next, _) = planner.Decide(new PollCircumstances
        {
            Feed = _definition,
            FeedId = number,
            Now = at,
            StartedAt = at,
            History = _history,
            Window = request.Window,
        });
        return (next.At - at).TotalHours;
    }

    private double MeanGap(double now)
    {
        const double week = 7 * 24;
        var lately = 0;
        for (var index = _seen - 1; index >= 0 && trace.Times[index] > now - week; index--)
            lately++;
        var (floor, ceiling) = (request.Options.MinInterval.TotalHours, request.Options.MaxInterval.TotalHours);
        return lately == 0 ? ceiling : Math.Clamp(week / lately, floor, ceiling);
    }
}
