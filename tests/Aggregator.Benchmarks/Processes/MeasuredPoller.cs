using System.Text.Json;

namespace Aggregator.Benchmarks.Processes;

/// <summary>
/// The executable's own command line inside this program, to learn what the executable cannot say of itself: how much it allocated, and what a round costs once
/// everything is warm, as it is in a daemon that has run for a minute.
/// </summary>
internal static class MeasuredPoller
{
    private const string Mark = "round-costs=";

    /// <param name="arguments">The number of rounds, then the executable's arguments.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var rounds = int.Parse(arguments[0], System.Globalization.CultureInfo.InvariantCulture);
        var costs = new RoundCost[rounds];
        for (var round = 0; round < rounds; round++)
        {
            var (cpu, allocated) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));
            if (await global::Aggregator.Commands.CommandLine.RunAsync(arguments[1..]) is not 0 and var exitCode)
                return exitCode;
            costs[round] = new RoundCost((Environment.CpuUsage.TotalTime - cpu).TotalSeconds, GC.GetTotalAllocatedBytes(precise: true) - allocated);
        }
        Console.WriteLine();
        Console.WriteLine(Mark + JsonSerializer.Serialize(costs));
        return 0;
    }

    public static RoundCost[] Read(string output) =>
        JsonSerializer.Deserialize<RoundCost[]>(output.AsSpan(output.LastIndexOf(Mark, StringComparison.Ordinal) + Mark.Length).Trim())!;
}
