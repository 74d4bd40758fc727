namespace Aggregator.Benchmarks.Processes;

/// <summary>The executable's own command line inside this program, only to learn what the executable cannot say of itself: how much it allocated.</summary>
internal static class MeasuredPoller
{
    public const string Mark = "allocated-bytes=";

    public static async Task<int> RunAsync(string[] arguments)
    {
        var exitCode = await global::Aggregator.Commands.CommandLine.RunAsync(arguments);
        Console.WriteLine();
        Console.WriteLine(Mark + GC.GetTotalAllocatedBytes(precise: true));
        return exitCode;
    }
}
