namespace Aggregator.Benchmarks.Processes;

/// <summary>What a process took from start to exit. <see cref="PeakBytes"/> is of resident memory.</summary>
internal sealed record Measurement(int ExitCode, double WallSeconds, double UserSeconds, double SystemSeconds, long PeakBytes, string Output)
{
    public double CpuSeconds => UserSeconds + SystemSeconds;
}
