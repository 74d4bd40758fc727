namespace Aggregator.Configuration;

/// <summary>
/// Reads <c>schedule:</c> expressions. Given in from <c>Scheduling</c>, the only folder that knows Quartz, so that lists are checked by the
/// very code that later computes the times.
/// </summary>
/// <param name="Check">Null when the expression is good, else what is wrong with it.</param>
/// <param name="Next">First time after the given instant, or null when there is none any more.</param>
internal sealed record CronReader(
    Func<string, string?> Check,
    Func<string, TimeZoneInfo, DateTimeOffset, DateTimeOffset?> Next);
