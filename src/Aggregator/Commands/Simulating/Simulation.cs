using Aggregator.Polling;
using Aggregator.Polling.Adaptive;
using Aggregator.Scheduling;

namespace Aggregator.Commands.Simulating;

/// <summary>
/// Lives through the traces with the planner that the daemon uses, hour by hour: all feeds share one price of a poll, adjusted every hour
/// as the daemon does. The same request gives the same result.
/// </summary>
internal static class Simulation
{
    /// <summary>Feeds below which more threads cost more than they bring.</summary>
    private const int Crowd = 50;

    public static SimulationResult Run(IReadOnlyList<PublishingTrace> traces, SimulationRequest request)
    {
        var price = new PollPrice(request.Options);
        var planner = new PollPlanner(request.Options, CronSchedule.Reader, price);
        SimulatedFeed[] feeds = [.. traces.Select((trace, number) => new SimulatedFeed(trace, number, request, planner))];
        var loads = new HostLoads(feeds);
        var polls = new int[feeds.Length];
        var isPriced = request.Schedule is SimulatedSchedule.Auto or SimulatedSchedule.Listed && !request.Options.Freshness.IsDelay;
        var start = Math.Floor(traces.Min(trace => trace.Start));
        for (var hour = start; Array.Exists(feeds, feed => !feed.IsOver); hour++)
        {
            if (feeds.Length < Crowd)
                RunRange(0, feeds.Length, hour + 1);
            else
                RunCrowd(hour + 1);
            if (hour >= Math.Max(start + request.Learning, request.CountedFrom))
                loads.Note(polls, hour);
            if (isPriced && Rate(feeds, hour + 1) is { } rate)
                price.Current = PollPrice.Adjusted(price.Current, rate, request.Options.Freshness.Polls, hour - start, 1);
        }
        return SimulationResult.Of(feeds, loads);

        void RunRange(int from, int to, double end)
        {
            for (var index = from; index < to; index++)
                polls[index] = feeds[index].RunUntil(end);
        }

        void RunCrowd(double end)
        {
            var parts = Environment.ProcessorCount;
            Parallel.For(0, parts, part => RunRange(feeds.Length * part / parts, feeds.Length * (part + 1) / parts, end));
        }
    }

    /// <summary>Polls a feed and day at this moment; null when no feed lives.</summary>
    private static double? Rate(SimulatedFeed[] feeds, double now)
    {
        var (sum, count) = (0.0, 0);
        foreach (var feed in feeds)
        {
            // A feed that has not begun yet is due later than any wait.
            if (!feed.IsPriced || feed.IsOver || feed.NextPoll - feed.Wait > now)
                continue;
            sum += 24 / feed.Wait;
            count++;
        }
        return count == 0 ? null : sum / count;
    }
}
