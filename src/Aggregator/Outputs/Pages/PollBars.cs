using Aggregator.Storage;

namespace Aggregator.Outputs.Pages;

/// <summary>Polls of one feed as bars: high where much came, red where it failed.</summary>
internal static class PollBars
{
    public static List<Bar> Of(IReadOnlyList<PollRecord> polls)
    {
        var most = Math.Max(1, polls.Select(poll => poll.Created + poll.Updated).DefaultIfEmpty().Max());
        return [.. polls.Select(poll => poll.Outcome == nameof(PollOutcome.Failed)
            ? new Bar("", most * 0.6, Tones.Bad)
            : poll.Created + poll.Updated > 0 ? new Bar("", poll.Created + poll.Updated, Tones.Good) : new Bar("", 0, Tones.Plain))];
    }

    public static string Words(IReadOnlyList<PollRecord> polls)
    {
        if (polls.Count == 0)
            return "no polls yet";
        var failed = polls.Count(poll => poll.Outcome == nameof(PollOutcome.Failed));
        var brought = polls.Count(poll => poll.Created + poll.Updated > 0);
        return $"last {polls.Count} polls: {brought} brought something, {polls.Count - brought - failed} nothing, {failed} failed";
    }
}
