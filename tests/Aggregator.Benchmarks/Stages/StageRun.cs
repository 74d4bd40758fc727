using System.Globalization;
using Aggregator.Benchmarks.Corpora;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace Aggregator.Benchmarks.Stages;

/// <summary>Runs the stages under BenchmarkDotNet and prints what they are judged by: MB/s, times of the scan, bytes allocated per input byte.</summary>
internal static class StageRun
{
    private static string? _folder;
    private static string _only = "";

    internal static IEnumerable<string> CorpusNames => new[] { "typical", "cases" }.Where(name => _only is "" || _only == name);

    internal static Corpus CorpusOf(string name) => name == "typical"
        ? Corpus.Typical()
        : Corpus.Folder(_folder ?? throw new InvalidOperationException("The golden cases are not around this program: give --corpus DIR."));

    public static int Run(Arguments arguments)
    {
        _folder = arguments.Text("corpus") ?? Corpus.CasesFolder();
        _only = arguments.Text("only") ?? (_folder is null ? "typical" : "");
        // In this process: building and starting one for each stage takes longer than measuring it, on two cores. Few rounds: minutes, not hours.
        var job = Job.ShortRun.WithToolchain(InProcessNoEmitToolchain.Instance).WithUnrollFactor(1);
        job = arguments.Has("quick") ? job.WithInvocationCount(4).WithWarmupCount(4).WithIterationCount(3) : job.WithIterationCount(5);
        var config = ManualConfig.CreateEmpty().AddJob(job).AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(arguments.Has("verbose") ? ConsoleLogger.Default : NullLogger.Instance)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "aggregator-benchmarks")).WithOptions(ConfigOptions.DisableLogFile);
        var summary = BenchmarkRunner.Run<StageBenchmarks>(config);
        foreach (var corpus in CorpusNames)
            Print(CorpusOf(corpus), [.. summary.Reports.Where(report => (string)report.BenchmarkCase.Parameters["Documents"] == corpus)]);
        return summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success) ? 1 : 0;
    }

    private static void Print(Corpus corpus, IReadOnlyList<BenchmarkReport> reports)
    {
        var inputs = StageInput.Of(corpus);
        var strict = inputs.Sum(input => (long)input.Document.Body.Length);
        var all = corpus.Documents.Sum(document => (long)document.Body.Length);
        Line($"{corpus.Name}: {inputs.Count} documents that need no repair, {strict:N0} bytes; {corpus.Documents.Count} in all, {all:N0} bytes");
        Line($"| stage | MB/s | × scan | B allocated per B | ± % |");
        Line($"| --- | --: | --: | --: | --: |");
        var scan = reports.FirstOrDefault(report => Name(report) == nameof(StageBenchmarks.Scan))?.ResultStatistics?.Mean ?? double.NaN;
        foreach (var report in reports)
        {
            if (report.ResultStatistics is not { } statistics)
                continue;
            var bytes = Name(report) == nameof(StageBenchmarks.WholeWithRepairs) ? all : strict;
            var allocated = report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0;
            var times = statistics.Mean / bytes / (scan / strict);
            Line($"| {Name(report)} | {bytes * 1_000 / statistics.Mean:0.0} | {times:0.00} | {(double)allocated / bytes:0.00} | {statistics.StandardError * 100 / statistics.Mean:0} |");
        }

        Console.WriteLine();
    }

    private static string Name(BenchmarkReport report) => report.BenchmarkCase.Descriptor.WorkloadMethod.Name;

    private static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
