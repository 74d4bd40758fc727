using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Aggregator.Benchmarks.Floors;

/// <summary>The least that a part of the work can cost, each in a process of its own; prints what it took, start-up not counted, nor <c>--warm</c> rounds before.</summary>
internal static class Floor
{
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var work = arguments.Text("of") switch
        {
            "http" => await HttpFloor.PrepareAsync(arguments),
            "xml" => XmlFloor.Prepare(arguments),
            "sqlite" => SqliteFloor.Prepare(arguments),
            var other => throw new ArgumentException($"There is no floor '{other}'."),
        };
        for (var round = arguments.Number("warm", 0); round > 0; round--)
            await work();
        var before = (Cpu: Environment.CpuUsage, Allocated: GC.GetTotalAllocatedBytes(precise: true), Clock: Stopwatch.GetTimestamp());
        var count = await work();
        var cpu = Environment.CpuUsage;
        Console.WriteLine(JsonSerializer.Serialize(new FloorResult(
            count, Stopwatch.GetElapsedTime(before.Clock).TotalSeconds, (cpu.TotalTime - before.Cpu.TotalTime).TotalSeconds,
            GC.GetTotalAllocatedBytes(precise: true) - before.Allocated)));
        return 0;
    }

    public static FloorResult Read(string output) =>
        JsonSerializer.Deserialize<FloorResult>(output) ?? throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"No floor in '{output}'."));
}
