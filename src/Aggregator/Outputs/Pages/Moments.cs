using System.Globalization;

namespace Aggregator.Outputs.Pages;

/// <summary>Times as people read them.</summary>
internal static class Moments
{
    private const char Space = '\u00A0';

    /// <summary>UTC to the second: pages are looked at from everywhere, and logs say UTC, too.</summary>
    public static string Exact(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary><c>5 min ago</c>, <c>in 3 h</c>; the date beyond three months.</summary>
    public static string Relative(DateTimeOffset at, DateTimeOffset now)
    {
        var span = now - at;
        return span.Duration() switch
        {
            { TotalSeconds: < 1 } => "now",
            { TotalDays: >= 90 } => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ when span < TimeSpan.Zero => $"in{Space}{Span(-span)}",
            _ => $"{Span(span)}{Space}ago",
        };
    }

    /// <summary>One unit, such that there are two digits of it where possible: <c>95 s</c>, <c>73 min</c>, <c>3.8 h</c>, <c>30 h</c>, <c>12 days</c>.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalMilliseconds: < 1000 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, span.TotalMilliseconds):0}{Space}ms"),
        { TotalSeconds: < 120 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(span.TotalSeconds):0}{Space}s"),
        { TotalMinutes: < 120 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(span.TotalMinutes):0}{Space}min"),
        { TotalHours: < 48 } => string.Create(CultureInfo.InvariantCulture, $"{Digits(span.TotalHours)}{Space}h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Digits(span.TotalDays)}{Space}days"),
    };

    /// <summary>Never more than it is: nobody is told that an hour is over before it is.</summary>
    private static double Digits(double number) => number < 10 ? Math.Floor(number * 10) / 10 : Math.Floor(number);
}
