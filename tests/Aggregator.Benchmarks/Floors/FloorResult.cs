namespace Aggregator.Benchmarks.Floors;

/// <param name="Count">Answers, documents or rows.</param>
/// <param name="WallSeconds">Start-up not counted.</param>
/// <param name="CpuSeconds">User and system, start-up not counted.</param>
/// <param name="Allocated">Bytes on the managed heap.</param>
internal sealed record FloorResult(long Count, double WallSeconds, double CpuSeconds, long Allocated);
