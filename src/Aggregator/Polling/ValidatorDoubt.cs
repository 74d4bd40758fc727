using Aggregator.Storage;

namespace Aggregator.Polling;

/// <summary>
/// Some servers go on answering 304 to a validator although the feed has changed. A feed that used to bring news daily and has been
/// "unchanged" for a week is asked once without; not again before it has brought news.
/// </summary>
internal static class ValidatorDoubt
{
    private static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    public static bool IsDue(FeedState state, DateTimeOffset now) =>
        state.Validators.Any
        && now - state.UnchangedSince >= Patience
        && NewsDays.AreDaily(state.NewsDays)
        && (state.DoubtedAt is null || state.LastNewAt > state.DoubtedAt);
}
