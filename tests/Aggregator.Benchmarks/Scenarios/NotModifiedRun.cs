using System.Globalization;
using System.Text.Json;
using Aggregator.Benchmarks.Floors;
using Aggregator.Benchmarks.Origins;
using Aggregator.Benchmarks.Processes;

namespace Aggregator.Benchmarks.Scenarios;

/// <summary>
/// What a 304 costs the daemon, its storage included, beside a bare <see cref="HttpClient"/> loop. Both are measured at two sizes: the difference is what one
/// more feed costs, the whole includes starting up.
/// </summary>
internal static class NotModifiedRun
{
    private const int Smaller = 5;
    private const int Rounds = 3;

    private sealed record Cost(double CpuSeconds, long Allocated);

    public static async Task<int> RunAsync(Arguments arguments)
    {
        int feeds = arguments.Number("feeds", 5_000), hosts = arguments.Number("hosts", 50);
        using var origin = Origin.Start([]);
        var (poll, floor) = await MeasureAsync(arguments, origin, feeds, hosts);
        var (smallPoll, smallFloor) = await MeasureAsync(arguments, origin, feeds / Smaller, hosts);
        var more = feeds - (feeds / Smaller);
        var result = new
        {
            Feeds = feeds,
            Poll = PerFeed(poll, feeds),
            Loop = PerFeed(floor, feeds),
            Ratio = poll.CpuSeconds / floor.CpuSeconds,
            PollEachMore = PerFeed(new Cost(poll.CpuSeconds - smallPoll.CpuSeconds, poll.Allocated - smallPoll.Allocated), more),
            LoopEachMore = PerFeed(new Cost(floor.CpuSeconds - smallFloor.CpuSeconds, floor.Allocated - smallFloor.Allocated), more),
            RatioEachMore = (poll.CpuSeconds - smallPoll.CpuSeconds) / (floor.CpuSeconds - smallFloor.CpuSeconds),
        };
        if (arguments.Has("json"))
        {
            Console.WriteLine(JsonSerializer.Serialize(result, JsonSerializerOptions.Web));
            return 0;
        }

        Line($"{feeds} feeds, each a 304; least of {Rounds} rounds");
        Line($"| | poll, stored | bare HttpClient loop | ratio |");
        Line($"| --- | --: | --: | --: |");
        Line($"| CPU µs, start-up included | {result.Poll.Microseconds:0.0} | {result.Loop.Microseconds:0.0} | {result.Ratio:0.0} |");
        Line($"| CPU µs of one more | {result.PollEachMore.Microseconds:0.0} | {result.LoopEachMore.Microseconds:0.0} | {result.RatioEachMore:0.0} |");
        Line($"| bytes allocated, start-up included | {result.Poll.Bytes:0} | {result.Loop.Bytes:0} | {result.Poll.Bytes / result.Loop.Bytes:0.0} |");
        Line($"| bytes allocated of one more | {result.PollEachMore.Bytes:0} | {result.LoopEachMore.Bytes:0} | {result.PollEachMore.Bytes / result.LoopEachMore.Bytes:0.0} |");
        return 0;
    }

    private static (double Microseconds, double Bytes) PerFeed(Cost cost, int feeds) => (cost.CpuSeconds * 1e6 / feeds, (double)cost.Allocated / feeds);

    private static async Task<(Cost Poll, Cost Floor)> MeasureAsync(Arguments arguments, Origin origin, int feeds, int hosts)
    {
        using var workplace = new Workplace(origin.Port, feeds, hosts);
        var executable = arguments.Text("executable");
        await MeasuredProcess.RunAsync(Workplace.Prepare(Programs.Aggregator(executable, workplace.PollAll)));
        double poll = double.MaxValue, floor = double.MaxValue;
        long floorAllocated = 0;
        for (var round = 0; round < Rounds; round++)
        {
            await origin.RoundAsync(0, conditional: true);
            var polled = await MeasuredProcess.RunAsync(Workplace.Prepare(Programs.Aggregator(executable, workplace.PollAll)));
            await CheckAsync(origin, feeds);
            poll = Math.Min(poll, polled.CpuSeconds);
            var looped = await MeasuredProcess.RunAsync(Programs.Own(
                ["floor", "--of", "http", "--generation", "0", "--port", Text(origin.Port), "--feeds", Text(feeds), "--hosts", Text(hosts)]));
            await CheckAsync(origin, feeds);
            floor = Math.Min(floor, looped.CpuSeconds);
            floorAllocated = Floor.Read(looped.Output).Allocated;
        }

        var told = await MeasuredProcess.RunAsync(Workplace.Prepare(Programs.Own(["poller", .. workplace.PollAll])));
        var allocated = told.Output[(told.Output.LastIndexOf(MeasuredPoller.Mark, StringComparison.Ordinal) + MeasuredPoller.Mark.Length)..].Trim();
        await CheckAsync(origin, feeds);
        return (new Cost(poll, long.Parse(allocated, CultureInfo.InvariantCulture)), new Cost(floor, floorAllocated));
    }

    private static async Task CheckAsync(Origin origin, int feeds)
    {
        var seen = await origin.RoundAsync(0, conditional: true);
        if (seen.Requests != feeds || seen.NotModified != feeds)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{seen.Requests} requests and {seen.NotModified} 304s; each must be {feeds}."));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
