using Aggregator.Configuration;
using Aggregator.Scheduling;
using Aggregator.Storage.Reading.Status;

namespace Aggregator.Outputs.Pages.Overview;

/// <summary>What only this daemon can tell of itself: a scheduler that stands still, and lists that it would not take over.</summary>
internal sealed class OwnAttention(CatalogSource catalog, SchedulerPulse pulse)
{
    private static readonly TimeSpan TickLimit = TimeSpan.FromSeconds(15);

    public IEnumerable<Attention> At(DateTimeOffset now)
    {
        if (now - pulse.LastBeatAt > TickLimit)
        {
            yield return new Attention(AttentionKind.Daemon, "The scheduler", "it has not ticked since, so nothing is polled", "look into the log, and restart the daemon")
            {
                Since = pulse.LastBeatAt,
            };
        }
        var lists = catalog.State;
        if (lists.Result == ReloadResult.Loaded)
            yield break;
        var reason = lists.Errors is [var first, ..] ? $"{first}{(lists.Errors.Length > 1 ? $", and {lists.Errors.Length - 1} more" : "")}" : $"they would retire {lists.RetiringFeeds} feeds";
        yield return new Attention(
            AttentionKind.Lists, "The feed lists", $"they are rejected, the last good ones stay in force: {reason}", "correct them; 'aggregator check' says what is wrong")
        {
            Since = lists.AttemptedAt,
        };
    }
}
