using System.Diagnostics;
using System.Globalization;
using Aggregator.Benchmarks.Corpora;

namespace Aggregator.Benchmarks.Stages;

/// <summary>Does the whole, or one stage, without a framework around it: for a profiler, and for a quick look.</summary>
internal static class StageLoop
{
    public static int Run(Arguments arguments)
    {
        var corpus = arguments.Text("corpus") is { } folder ? Corpus.Folder(folder) : Corpus.Typical();
        var inputs = StageInput.Of(corpus);
        var bytes = inputs.Sum(input => (double)input.Document.Body.Length);
        Func<StageInput, int> step = arguments.Text("stage") switch
        {
            "scan" => StageSteps.Scan,
            "tree" => StageSteps.Tree,
            "codehollow" => StageSteps.CodeHollow,
            "gaps" => StageSteps.TreeAndGapFilling,
            "normalizing" => StageSteps.Normalizing,
            "parsing" => input => StageSteps.Parsing(input.Document),
            _ => input => StageSteps.Whole(input.Document),
        };
        var limit = TimeSpan.FromSeconds(arguments.Number("seconds", 10));
        // The first part compiles. A look at the clock for each round would tell less than the kernel's tick.
        Repeat(inputs, step, limit / 4);
        var before = (Cpu: Environment.CpuUsage.TotalTime, Allocated: GC.GetAllocatedBytesForCurrentThread());
        var read = bytes * Repeat(inputs, step, limit - (limit / 4));
        var seconds = (Environment.CpuUsage.TotalTime - before.Cpu).TotalSeconds;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before.Allocated;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{read / seconds / 1e6:0.0} MB/s of CPU, {allocated / read:0.00} B/B"));
        return 0;
    }

    private static int Repeat(IReadOnlyList<StageInput> inputs, Func<StageInput, int> step, TimeSpan limit)
    {
        var rounds = 0;
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < limit; rounds++)
        {
            foreach (var input in inputs)
                step(input);
        }

        return rounds;
    }
}
