using Aggregator.Polling.Adaptive;

namespace Aggregator.Tests.Polling.Adaptive;

public sealed class AdaptiveWordsTests
{
    [Fact]
    public void The_words_tell_how_much_and_when()
    {
        var words = Words(Pasts.WorkingDaysAtNine());
        Assert.StartsWith("auto: publishes about 2 a day, mostly 0", words, StringComparison.Ordinal);
        Assert.Contains("; next ", words, StringComparison.Ordinal);
    }

    [Fact]
    public void Clockwork_is_called_by_its_gap() => Assert.StartsWith("auto: publishes every 6h", Words(Pasts.Every(6, 2, 60)), StringComparison.Ordinal);

    [Fact]
    public void Ignorance_is_admitted() =>
        Assert.Equal("auto: nothing is known of when it publishes", Words(PublishingHistory.StartingAt(Pasts.Now)));

    [Fact]
    public void A_feed_without_rhythm_has_no_busy_hours() => Assert.Null(AdaptiveWords.BusyHours(Rhythm.None));

    private static string Words(PublishingHistory history) => AdaptiveWords.Of(
        history, Pasts.Monday, AdaptiveSchedule.Next(history, Pasts.Now, new AdaptiveBounds(1, 24, PollPrice.Guess(12))));
}
