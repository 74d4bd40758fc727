using Aggregator.Storage;

namespace Aggregator.Outputs.Pages;

/// <summary>What colours mean, everywhere. They are classes of the style sheet.</summary>
internal static class Tones
{
    public const string Good = "good";

    /// <summary>Worth a look.</summary>
    public const string Warn = "warn";

    /// <summary>Somebody has to do something, or something is lost.</summary>
    public const string Bad = "bad";
    public const string Plain = "plain";

    public static string OfHealth(string word) => word switch
    {
        FeedHealth.Healthy => Good,
        FeedHealth.Failing or FeedHealth.Gone or FeedHealth.Late => Bad,
        FeedHealth.Throttled or FeedHealth.Moved or FeedHealth.Quiet => Warn,
        _ => Plain,
    };
}
