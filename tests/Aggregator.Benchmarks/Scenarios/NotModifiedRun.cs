using System.Globalization;
using System.Text.Json;
using Aggregator.Benchmarks.Floors;
using Aggregator.Benchmarks.Origins;
using Aggregator.Benchmarks.Processes;

namespace Aggregator.Benchmarks.Scenarios;

/// <summary>
/// What a 304 costs the daemon, its storage included, beside a bare <see cref="HttpClient"/> loop: of processes that start, do it once and end, as kernels count
/// it, and of a round when both are warm. In each round the poller reads its lists and opens its database anew, which a daemon does once.
/// </summary>
internal static class NotModifiedRun
{
    private const int Rounds = 3;
    private const int Warm = 4;

    public static async Task<int> RunAsync(Arguments arguments)
    {
        int feeds = arguments.Number("feeds", 5_000), hosts = arguments.Number("hosts", 50);
        using var origin = Origin.Start([]);
        using var workplace = new Workplace(origin.Port, feeds, hosts);
        var executable = arguments.Text("executable");
        await MeasuredProcess.RunAsync(Workplace.Prepare(Programs.Aggregator(executable, workplace.PollAll)));
        double poll = double.MaxValue, loop = double.MaxValue;
        string[] bare = ["floor", "--of", "http", "--generation", "0", "--port", Text(origin.Port), "--feeds", Text(feeds), "--hosts", Text(hosts)];
        for (var round = 0; round < Rounds; round++)
        {
            await origin.RoundAsync(0, conditional: true);
            poll = Math.Min(poll, (await MeasuredProcess.RunAsync(Workplace.Prepare(Programs.Aggregator(executable, workplace.PollAll)))).CpuSeconds);
            await CheckAsync(origin, feeds);
            loop = Math.Min(loop, (await MeasuredProcess.RunAsync(Programs.Own(bare))).CpuSeconds);
            await CheckAsync(origin, feeds);
        }

        var polled = MeasuredPoller.Read((await MeasuredProcess.RunAsync(Workplace.Prepare(Programs.Own(["poller", Text(Warm + Rounds), .. workplace.PollAll])))).Output)[Warm..];
        await CheckAsync(origin, feeds * (Warm + Rounds));
        FloorResult looped = null!;
        for (var round = 0; round < Rounds; round++)
        {
            var again = Floor.Read((await MeasuredProcess.RunAsync(Programs.Own([.. bare, "--warm", Text(Warm)]))).Output);
            looped = looped is null || again.CpuSeconds < looped.CpuSeconds ? again : looped;
        }

        Report(arguments, feeds, poll, loop, new RoundCost(polled.Min(r => r.CpuSeconds), polled.Min(r => r.Allocated)), new RoundCost(looped.CpuSeconds, looped.Allocated));
        return 0;
    }

    private static void Report(Arguments arguments, int feeds, double poll, double loop, RoundCost warmPoll, RoundCost warmLoop)
    {
        var result = new
        {
            Feeds = feeds,
            PollMicroseconds = poll * 1e6 / feeds,
            LoopMicroseconds = loop * 1e6 / feeds,
            Ratio = poll / loop,
            WarmPollMicroseconds = warmPoll.CpuSeconds * 1e6 / feeds,
            WarmLoopMicroseconds = warmLoop.CpuSeconds * 1e6 / feeds,
            WarmRatio = warmPoll.CpuSeconds / warmLoop.CpuSeconds,
            WarmPollBytes = warmPoll.Allocated / feeds,
            WarmLoopBytes = warmLoop.Allocated / feeds,
        };
        if (arguments.Has("json"))
        {
            Console.WriteLine(JsonSerializer.Serialize(result, JsonSerializerOptions.Web));
            return;
        }

        Line($"{feeds} feeds, each a 304; least of {Rounds} rounds");
        Line($"| | poll, stored | bare HttpClient loop | ratio |");
        Line($"| --- | --: | --: | --: |");
        Line($"| CPU µs, start-up included | {result.PollMicroseconds:0.0} | {result.LoopMicroseconds:0.0} | {result.Ratio:0.0} |");
        Line($"| CPU µs, warm | {result.WarmPollMicroseconds:0.0} | {result.WarmLoopMicroseconds:0.0} | {result.WarmRatio:0.0} |");
        Line($"| bytes allocated, warm | {result.WarmPollBytes} | {result.WarmLoopBytes} | {(double)result.WarmPollBytes / result.WarmLoopBytes:0.0} |");
    }

    private static async Task CheckAsync(Origin origin, int requests)
    {
        var seen = await origin.RoundAsync(0, conditional: true);
        if (seen.Requests != requests || seen.NotModified != requests)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{seen.Requests} requests and {seen.NotModified} 304s; each must be {requests}."));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
