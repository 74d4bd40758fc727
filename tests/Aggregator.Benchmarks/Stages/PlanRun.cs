using System.Diagnostics;
using System.Globalization;
using Aggregator.Polling.Adaptive;

namespace Aggregator.Benchmarks.Stages;

/// <summary>What it costs to decide when a feed is polled next: after a poll that brought nothing, and after one that brought an article.</summary>
internal static class PlanRun
{
    private const int Rounds = 20;
    private static readonly AdaptiveBounds Bounds = new(Floor: 1 / 12.0, Ceiling: 24, Price: 0.5, Window: 20);
    private static readonly DateTimeOffset Now = new(2026, 11, 2, 9, 30, 0, TimeSpan.Zero);

    public static int Run(Arguments arguments)
    {
        var random = new Random(1);
        var blobs = Enumerable.Range(0, arguments.Number("feeds", 2_000)).Select(_ => HistoryBlob.Write(Learnt(random))).ToList();
        var now = PublishingHistory.Hours(Now);
        Print("read alone", blobs, blob => HistoryBlob.Read(blob)!.Until);
        Print("nothing new", blobs, blob => AdaptiveSchedule.Next(HistoryBlob.Read(blob)!, now, Bounds).Wait);
        Print("an article", blobs, blob =>
        {
            var learnt = HistoryBlob.Write(HistoryLearner.Learn(HistoryBlob.Read(blob), [Now.AddMinutes(-3)], Now.AddHours(-1), Now));
            return AdaptiveSchedule.Next(HistoryBlob.Read(learnt)!, now, Bounds).Wait;
        });
        return 0;
    }

    /// <summary>Some articles a day, mostly at work, over two months.</summary>
    private static PublishingHistory Learnt(Random random)
    {
        var days = Enumerable.Range(1, 60).Where(_ => random.Next(3) > 0);
        var dates = days.SelectMany(day => Enumerable.Range(0, random.Next(1, 4)).Select(_ => (DateTimeOffset?)Now.AddDays(-day).AddMinutes(random.Next(600))));
        return HistoryLearner.Learn(null, dates, null, Now);
    }

    private static void Print(string name, List<byte[]> blobs, Func<byte[], double> decide)
    {
        var sum = blobs.Sum(decide) + blobs.Sum(decide);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        for (var round = 0; round < Rounds; round++)
            sum += blobs.Sum(decide);
        var (decisions, micros) = (Rounds * blobs.Count, Stopwatch.GetElapsedTime(started).TotalMicroseconds);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {micros / decisions:0.0} µs, {(GC.GetAllocatedBytesForCurrentThread() - allocated) / decisions} B a decision; {sum / (decisions + (2 * blobs.Count)):0.0000} h on average"));
    }
}
