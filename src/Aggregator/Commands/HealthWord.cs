using Aggregator.Storage;

namespace Aggregator.Commands;

/// <summary>Words of health in the colours that they have everywhere.</summary>
internal static class HealthWord
{
    public static string Colored(string health, string text) => health switch
    {
        FeedHealth.Healthy => $"[green]{text}[/]",
        FeedHealth.Failing or FeedHealth.Gone or FeedHealth.Late => $"[red]{text}[/]",
        FeedHealth.New or FeedHealth.Throttled or FeedHealth.Moved or FeedHealth.Quiet => $"[yellow]{text}[/]",
        _ => $"[grey]{text}[/]",
    };
}
