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
            "gaps" => StageSteps.GapFilling,
            "normalizing" => StageSteps.Normalizing,
            "parsing" => input => StageSteps.Parsing(input.Document),
            _ => input => StageSteps.Whole(input.Document),
        };
        var limit = TimeSpan.FromSeconds(arguments.Number("seconds", 10));
        var best = double.MaxValue;
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < limit;)
        {
            var before = (Cpu: Environment.CpuUsage.TotalTime, Allocated: GC.GetAllocatedBytesForCurrentThread());
            var found = inputs.Sum(step);
            var time = Environment.CpuUsage.TotalTime - before.Cpu;
            if (time.TotalSeconds >= best)
                continue;
            best = time.TotalSeconds;
            var allocated = (GC.GetAllocatedBytesForCurrentThread() - before.Allocated) / bytes;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bytes / best / 1e6:0.0} MB/s of CPU, {allocated:0.00} B/B ({found})"));
        }

        return 0;
    }
}
