namespace Aggregator.Benchmarks.Clusters;

/// <summary>One round of all feeds by so many daemons; CPU seconds of all daemons and of all processes of the server.</summary>
internal sealed record ClusterResult(string Round, int Daemons, int Feeds, double WallSeconds, double DaemonCpuSeconds, double ServerCpuSeconds, long Wrong)
{
    public double PollsPerSecond => Feeds / WallSeconds;

    public double DaemonMilliseconds => 1e3 * DaemonCpuSeconds / Feeds;

    public double ServerMilliseconds => 1e3 * ServerCpuSeconds / Feeds;
}
