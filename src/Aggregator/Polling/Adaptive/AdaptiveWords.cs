using System.Globalization;

namespace Aggregator.Polling.Adaptive;

/// <summary>Says in words what a choice rests on.</summary>
internal static class AdaptiveWords
{
    public static string Of(PublishingHistory history, DateTimeOffset now, AdaptiveChoice choice)
    {
        if (history.Articles == 0)
            return "auto: nothing is known of when it publishes";
        var habit = history.Gaps.Regular is { } regular ? $"every {Span(regular.Gap)}" : Rate(history.PerDay(PublishingHistory.Hours(now)));
        var hours = BusyHours(history.Rhythm) is { } busy ? $", mostly {busy} UTC" : "";
        var likely = choice.Likely is { } wait
            ? $"; next likely by {(now + TimeSpan.FromHours(wait)).UtcDateTime.ToString("ddd HH:mm", CultureInfo.InvariantCulture)} UTC"
            : "; next not likely within the day";
        var window = choice.IsForWindow ? "; early, since its document holds few entries" : "";
        return $"auto: publishes {habit}{hours}{likely}{window}";
    }

    /// <summary>The shortest run of hours of the day that holds two thirds of what is published, if that is half of the day or less.</summary>
    public static string? BusyHours(Rhythm rhythm)
    {
        Span<double> hours = stackalloc double[24];
        for (var hour = 0; hour < Rhythm.Hours; hour++)
            hours[hour % 24] += rhythm.InHour(hour) / Rhythm.Hours;
        for (var length = 1; length <= 12; length++)
        {
            for (var start = 0; start < 24; start++)
            {
                var share = 0.0;
                for (var hour = start; hour < start + length; hour++)
                    share += hours[hour % 24];
                if (share >= 2.0 / 3)
                    return string.Create(CultureInfo.InvariantCulture, $"{start:00}–{(start + length) % 24:00}");
            }
        }
        return null;
    }

    private static string Rate(double perDay) => perDay switch
    {
        >= 1.5 => string.Create(CultureInfo.InvariantCulture, $"about {Math.Round(perDay)} a day"),
        >= 0.75 => "about once a day",
        >= 1.5 / 7 => string.Create(CultureInfo.InvariantCulture, $"about {Math.Round(perDay * 7)} a week"),
        >= 1.5 / 30 => string.Create(CultureInfo.InvariantCulture, $"about {Math.Round(perDay * 30)} a month"),
        _ => "hardly once a month",
    };

    private static string Span(double hours) => Configuration.Durations.Format(TimeSpan.FromMinutes(Math.Round(hours * 60)), 2);
}
