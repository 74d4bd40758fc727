using Aggregator.Polling.Adaptive;

namespace Aggregator.Tests.Polling.Adaptive;

/// <summary>Pasts of feeds, each in a line. Monday noon is the present of all cases.</summary>
internal static class Pasts
{
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static double Now => PublishingHistory.Hours(Monday);

    /// <summary>Articles at instants given in hours before the present.</summary>
    public static PublishingHistory HoursAgo(params double[] ago)
    {
        double[] times = [.. ago.OrderDescending().Select(hours => Now - hours)];
        return PublishingHistory.StartingAt(times.Length > 0 ? times[0] : Now).With(times);
    }

    /// <summary>An article every so many hours, the last of them some hours ago.</summary>
    public static PublishingHistory Every(double hours, double last, int articles) =>
        HoursAgo([.. Enumerable.Range(0, articles).Select(i => last + (i * hours))]);

    /// <summary>For a hundred days, three articles at nine on each working day, some minutes early or late.</summary>
    public static PublishingHistory WorkingDaysAtNine() => HoursAgo(
    [
        .. Enumerable.Range(0, 100).Where(day => Monday.AddDays(-day).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            .SelectMany(day => new[] { 0.0, 0.4, 0.9 }.Select(part => 3 - part + (day * 24) + (day % 5 * 0.05))),
    ]);
}
