namespace Aggregator.Polling.Adaptive;

/// <summary>
/// What one article says of those that follow it: each kernel is an expectation that fades with its own time. Together with a steady
/// rate they make a self-exciting (Hawkes) process, which is what publishing looks like: sessions, busy days, busy weeks.
/// </summary>
internal static class Kernels
{
    public const int Count = 5;

    /// <summary>Those before follow at any hour, somebody is at work just now; from here on the rhythm of the week has its say.</summary>
    public const int FirstRhythmic = 3;

    /// <summary>The steady rate and the kernels.</summary>
    public const int Sources = Count + 1;

    /// <summary>Followers of one article that each kernel is believed to bring until the feed shows its own ways.</summary>
    public static ReadOnlySpan<double> Prior => [0.15, 0.15, 0.10, 0.10, 0.10];

    /// <summary>Articles that the prior counts for.</summary>
    public const double PriorArticles = 5;

    /// <summary>What nobody published yet: an article in five days, believed for three days.</summary>
    public const double PriorRate = 0.2 / 24;

    public const double PriorHours = 72;

    /// <summary>Hours after which all but a third of the expectation is over: nine minutes to ten days.</summary>
    public static ReadOnlySpan<double> Hours => [0.15, 0.7, 4, 36, 240];
}
