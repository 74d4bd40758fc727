using System.Diagnostics;
using System.Globalization;
using Aggregator.Benchmarks.Origins;
using Aggregator.Benchmarks.Processes;

namespace Aggregator.Benchmarks.Scenarios;

/// <summary>
/// The built daemon with many feeds: how long after its start the first request comes, when nothing is stored yet and when all feeds are due; how much memory it
/// takes while it polls all of them for the first time, and when it has nothing to do.
/// </summary>
internal sealed class StartRun(Arguments arguments, Origin origin, Workplace workplace, int feeds)
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(40);

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var feeds = arguments.Number("feeds", 10_000);
        using var origin = Origin.Start(arguments.Text("entries") is { } entries ? ["--entries", entries] : []);
        using var workplace = new Workplace(origin.Port, feeds, arguments.Number("hosts", 250));
        return await new StartRun(arguments, origin, workplace, feeds).RunAsync();
    }

    private async Task<int> RunAsync()
    {
        Line($"{feeds} feeds");
        Line($"| daemon started | first request after s | peak MiB | MiB at the end | polls |");
        Line($"| --- | --: | --: | --: | --: |");
        await MeasureAsync("with nothing stored, until all are polled", seen => seen.Requests >= feeds);
        workplace.Execute("UPDATE feeds SET next_poll_at = 0, not_before = NULL");
        await MeasureAsync("with all feeds due, until all are polled", seen => seen.Requests >= feeds);
        workplace.Execute("UPDATE feeds SET next_poll_at = 4102444800000");
        await MeasureAsync(string.Create(CultureInfo.InvariantCulture, $"with nothing due, for {Rest.TotalSeconds} s"), _ => false);
        return 0;
    }

    private async Task MeasureAsync(string name, Func<OriginCounts, bool> isDone)
    {
        await origin.RoundAsync(0, conditional: true);
        var before = Polls();
        var start = Workplace.Prepare(Programs.Aggregator(arguments.Text("executable"), [.. workplace.Run, "--Http:Urls=http://127.0.0.1:0", "--Polling:FeedDelay=0s"]));
        start.RedirectStandardOutput = true;
        var startedAt = DateTimeOffset.UtcNow;
        using var daemon = Process.Start(start)!;
        var output = daemon.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        long requests = 0, first = 0;
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(arguments.Number("minutes", 30)));
            for (var clock = Stopwatch.StartNew(); !patience.IsCancellationRequested;)
            {
                await Task.Delay(200, patience.Token);
                var seen = await origin.LookAsync();
                (requests, first) = (seen.Requests, seen.FirstAt);
                if (isDone(seen) || (first == 0 && clock.Elapsed > Rest))
                    break;
            }
            // What was fetched is to be stored, too.
            while (Polls() < before + requests && !patience.IsCancellationRequested)
                await Task.Delay(200, patience.Token);
            var memory = ProcessMemory.Of(daemon.Id);
            Line($"| {name} | {(first == 0 ? "–" : ((first - startedAt.ToUnixTimeMilliseconds()) / 1000.0).ToString("0.00", CultureInfo.InvariantCulture))} | {memory.Peak / 1_048_576.0:0} | {memory.Now / 1_048_576.0:0} | {requests} |");
        }
        finally
        {
            await StopAsync(daemon);
            await output;
        }
    }

    private long Polls() => File.Exists(workplace.Database) ? workplace.Count("SELECT COALESCE(SUM(polls), 0) FROM feeds") : 0;

    /// <summary>As a service manager does: the next start has nothing to mend.</summary>
    private static async Task StopAsync(Process daemon)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        try
        {
            using var asking = Process.Start("kill", [daemon.Id.ToString(CultureInfo.InvariantCulture)]);
            await daemon.WaitForExitAsync(patience.Token);
        }
        finally
        {
            daemon.Kill();
        }
    }

    private static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
