using Aggregator.Polling.Adaptive;

namespace Aggregator.Tests.Polling.Adaptive;

public sealed class HistoryLearnerTests
{
    private static readonly DateTimeOffset Now = Pasts.Monday;

    [Fact]
    public void A_new_feed_learns_from_the_dates_of_its_first_document()
    {
        var history = HistoryLearner.Learn(null, [Now.AddDays(-1), Now.AddDays(-3), Now.AddDays(-2)], null, Now);
        Assert.Equal((3, PublishingHistory.Hours(Now.AddDays(-1))), (history.Articles, history.Until));
        Assert.Equal(PublishingHistory.Hours(Now.AddDays(-3)), history.Since);
    }

    [Fact]
    public void Undated_entries_of_a_first_document_are_of_any_age_and_teach_nothing()
    {
        var history = HistoryLearner.Learn(null, [null, null], null, Now);
        Assert.Equal((0, PublishingHistory.Hours(Now)), (history.Articles, history.Since));
    }

    public static TheoryData<string, double?, int> Entries => new()
    {
        { "since the last visit", -0.5, 1 },
        { "before the last visit, but after everything known", -3, 1 },
        { "changed: dated as one that is known", -10, 0 },
        { "imported: dated before everything known", -500, 0 },
        { "dated tomorrow counts as of now", 24, 1 },
        { "undated counts as of now", null, 1 },
    };

    [Theory]
    [MemberData(nameof(Entries))]
    public void Later_documents_teach_what_is_new(string entry, double? hours, int learned)
    {
        var known = Pasts.HoursAgo(10, 20);
        var date = hours is { } offset ? Now.AddHours(offset) : (DateTimeOffset?)null;
        var history = HistoryLearner.Learn(known, [date], Now.AddHours(-2), Now);
        Assert.True(history.Articles == 2 + learned, entry);
        Assert.True(history.Until <= PublishingHistory.Hours(Now), entry);
    }

    [Fact]
    public void Dates_of_more_than_half_a_year_ago_say_nothing_of_today() =>
        Assert.Equal(1, HistoryLearner.Learn(null, [Now.AddYears(-3), Now.AddHours(-1)], null, Now).Articles);
}
