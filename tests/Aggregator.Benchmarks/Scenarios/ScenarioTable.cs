using System.Globalization;

namespace Aggregator.Benchmarks.Scenarios;

/// <summary>Results as a table that can be pasted into a page.</summary>
internal static class ScenarioTable
{
    private const double Mega = 1_000_000;

    public static void Print(IReadOnlyList<ScenarioResult> results, int feeds)
    {
        Line($"{feeds} feeds; floors without their start-up, their CPU is user and system");
        Line($"| | wall s | CPU s | user | system | µs a feed | peak MiB | requests | MB | articles | DB MB |");
        Line($"| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |");
        foreach (var r in results)
        {
            Line($"| {r.Scenario} | {r.WallSeconds:0.00} | {r.CpuSeconds:0.00} | {r.UserSeconds:0.00} | {r.SystemSeconds:0.00} | {r.MicrosecondsPerFeed:0} | {r.PeakBytes / 1_048_576.0:0} | {r.Requests} | {r.ReceivedBytes / Mega:0.0} | {r.Articles} | {r.DatabaseBytes / Mega:0.0} |");
        }

        foreach (var wrong in results.SelectMany(result => result.Wrong))
            Console.WriteLine("WRONG " + wrong);
    }

    private static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
