using Aggregator.Deduplicating.Edits;

namespace Aggregator.Tests.Deduplicating.Edits;

public sealed class EditRuleTests
{
    private const string Body = "<p>The council voted on Monday. Updated at 13:05. 12 comments</p><p><a href=\"https://x.org/a?utm_source=rss\">More</a></p>";

    [Theory]
    [InlineData("<p>The council voted on Monday. Updated at 14:20. 15 comments</p><p><a href=\"https://x.org/a?utm_source=feed\">More</a></p>")]
    [InlineData("<div><p>The council   voted on Monday.</p> <p>Updated at 13:05. 12 comments</p></div><p><a href=\"https://x.org/a\">More</a></p>")]
    [InlineData("<p>The council voted on Monday. Updated at 13:05. 12 comments</p><p>Advertisement</p><p><a href=\"https://x.org/a\">More</a></p><img src=\"https://ad.doubleclick.net/1.gif\">")]
    public void What_changes_by_itself_is_no_revision(string edited) => Assert.Null(Significance(Body, edited));

    [Theory]
    [InlineData("<p>The council voted on Tuesday. Updated at 13:05. 12 comments</p><p><a href=\"https://x.org/a\">More</a></p>", "content")]
    [InlineData("<p>The council voted. Updated at 13:05. 12 comments</p><p><a href=\"https://x.org/a\">More</a></p>", "content")]
    [InlineData("<p>The council voted on Monday. Updated at 13:05. 12 comments</p><p><a href=\"https://x.org/b\">More</a></p>", "media")]
    [InlineData(null, "content")]
    public void What_a_hand_changed_is_one_with_its_reason(string? edited, string reason) => Assert.Equal(reason, Significance(Body, edited));

    [Theory]
    [InlineData("12 people died", "15 people died")]
    [InlineData("Inflation rose to 3.1 percent", "Inflation rose to 3.4 percent")]
    [InlineData("Погибли 12 человек", "Погибли 15 человек")]
    public void A_number_that_is_the_news_is_a_revision(string before, string after) => Assert.Equal("content", Significance(before, after));

    [Theory]
    [InlineData("Просмотров: 120", "Просмотров: 350")]
    [InlineData("5 minutes ago", "2 hours ago")]
    public void A_number_that_counts_visits_or_minutes_is_none(string before, string after) => Assert.Null(Significance(before, after));

    [Fact]
    public void Title_link_and_attributes_always_count_but_for_white_space_and_tracking()
    {
        var text = new EditedText("A “title”", "https://x.org/a", null, Body, "[]");
        Assert.Equal("title", EditRule.Significance(text, text with { Title = "A title" }));
        Assert.Null(EditRule.Significance(text, text with { Title = "A  “title” " }));
        Assert.Equal("link", EditRule.Significance(text, text with { Url = "https://x.org/b" }));
        Assert.Null(EditRule.Significance(text, text with { Url = "http://www.x.org/a?utm_medium=rss" }));
        Assert.Equal("attributes", EditRule.Significance(text, text with { Attributes = "[1]" }));
    }

    private static string? Significance(string? before, string? after) =>
        EditRule.Significance(new EditedText("T", "https://x.org/", null, before, ""), new EditedText("T", "https://x.org/", null, after, ""));
}
