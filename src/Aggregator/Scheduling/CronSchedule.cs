using Aggregator.Configuration;
using Quartz;

namespace Aggregator.Scheduling;

/// <summary>Reads cron expressions as Quartz does: seconds, minutes, hours, day of month, month, day of week, and optionally year.</summary>
internal static class CronSchedule
{
    public static CronReader Reader { get; } = new(Check, Next);

    private static string? Check(string expression)
    {
        try
        {
            _ = new CronExpression(expression);
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }

    private static DateTimeOffset? Next(string expression, TimeZoneInfo zone, DateTimeOffset after) =>
        new CronExpression(expression, zone).GetNextValidTimeAfter(after);
}
