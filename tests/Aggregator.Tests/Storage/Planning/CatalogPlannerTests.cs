using Aggregator.Configuration;
using Aggregator.Storage.Planning;

namespace Aggregator.Tests.Storage.Planning;

public sealed class CatalogPlannerTests
{
    private static readonly FeedDefinition Feed = TestPolls.Definition("https://a.example/feed");

    [Fact]
    public void What_is_as_the_lists_say_is_no_change()
    {
        var plan = CatalogPlanner.Plan(new Catalog([Feed]), [Stored(Feed)]);
        Assert.True(plan.IsEmpty);
        Assert.Equal((1, 1), (plan.Unchanged, plan.Before));
    }

    [Fact]
    public void Each_setting_that_differs_is_told_with_both_values()
    {
        var before = Feed with { Title = "Old", Interval = TimeSpan.FromHours(1), Authorization = "Bearer one" };
        var after = Feed with { Title = "New", Interval = TimeSpan.FromHours(1), Authorization = "Bearer two", Tags = ["t"] };
        var changed = Assert.IsType<PlannedChange.Changed>(Assert.Single(CatalogPlanner.Plan(new Catalog([after]), [Stored(before)]).Changes));
        Assert.Equal(["auth", "tags", "title"], changed.Settings.Select(s => s.Setting));
        Assert.Equal([new SettingChange("tags", null, "t"), new SettingChange("title", "Old", "New")], changed.Settings.Where(s => !s.IsSecret));
    }

    [Fact]
    public void A_feed_that_returns_says_so_even_when_nothing_else_changed()
    {
        var plan = CatalogPlanner.Plan(new Catalog([Feed]), [Stored(Feed) with { State = "retired" }]);
        Assert.True(Assert.IsType<PlannedChange.Changed>(Assert.Single(plan.Changes)).Returns);
        Assert.Equal(0, plan.Before);
    }

    [Fact]
    public void What_an_earlier_version_took_over_is_taken_over_again()
    {
        var plan = CatalogPlanner.Plan(new Catalog([Feed]), [Stored(Feed) with { Definition = null }]);
        Assert.Empty(Assert.IsType<PlannedChange.Changed>(Assert.Single(plan.Changes)).Settings);
    }

    [Fact]
    public void A_retired_feed_is_retired_once()
    {
        Assert.IsType<PlannedChange.Retired>(Assert.Single(CatalogPlanner.Plan(Catalog.Empty, [Stored(Feed)]).Changes));
        Assert.True(CatalogPlanner.Plan(Catalog.Empty, [Stored(Feed) with { State = "retired" }]).IsEmpty);
    }

    [Fact]
    public void A_moved_feed_is_neither_new_nor_retired()
    {
        var now = Feed with { Url = "https://b.example/", Replaces = [Feed.Url], Title = "B" };
        var moved = Assert.IsType<PlannedChange.Moved>(Assert.Single(CatalogPlanner.Plan(new Catalog([now]), [Stored(Feed)]).Changes));
        Assert.Equal((Feed.Url, null), (moved.Stored.Url, moved.Into));
        Assert.Equal([new SettingChange("title", null, "B")], moved.Settings);
    }

    [Fact]
    public void A_feed_that_was_told_too_late_what_it_replaces_takes_it_over_once()
    {
        var now = Feed with { Url = "https://b.example/", Replaces = [Feed.Url] };
        var rows = new[] { Stored(Feed) with { State = "retired" }, Stored(now) with { Id = 2 } };
        var moved = Assert.IsType<PlannedChange.Moved>(Assert.Single(CatalogPlanner.Plan(new Catalog([now]), rows).Changes));
        Assert.Equal(2, moved.Into!.Id);
        Assert.True(CatalogPlanner.Plan(new Catalog([now]), [rows[0] with { ReplacedBy = 2 }, rows[1]]).IsEmpty);
    }

    private static StoredFeed Stored(FeedDefinition feed) =>
        new() { Id = 1, Url = feed.Url, State = "active", ListedTitle = feed.Title, Definition = FeedDefinitionJson.Of(feed) };
}
