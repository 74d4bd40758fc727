using Aggregator.Polling.Discovery;

namespace Aggregator.Tests.Polling.Discovery;

public sealed class SiteRulesTests
{
    [Theory]
    [InlineData("https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv", "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv")]
    [InlineData("https://youtube.com/playlist?list=PL12-ab_C", "https://www.youtube.com/feeds/videos.xml?playlist_id=PL12-ab_C")]
    [InlineData("https://www.youtube.com/watch?v=x&list=PL12", "https://www.youtube.com/feeds/videos.xml?playlist_id=PL12")]
    [InlineData("https://www.youtube.com/user/somebody/videos", "https://www.youtube.com/feeds/videos.xml?user=somebody")]
    [InlineData("https://github.com/owner/name", "https://github.com/owner/name/releases.atom")]
    [InlineData("https://github.com/owner/na.me/releases/tag/v1", "https://github.com/owner/na.me/releases.atom")]
    [InlineData("https://github.com/owner/name/tags", "https://github.com/owner/name/tags.atom")]
    [InlineData("https://github.com/owner/name/commits/feature/one/", "https://github.com/owner/name/commits/feature/one.atom")]
    [InlineData("https://github.com/owner", "https://github.com/owner.atom")]
    [InlineData("https://gitlab.com/group/sub/project", "https://gitlab.com/group/sub/project/-/releases.atom")]
    [InlineData("https://www.reddit.com/r/programming/", "https://www.reddit.com/r/programming/.rss")]
    [InlineData("https://old.reddit.com/r/a+b/new", "https://www.reddit.com/r/a+b/new/.rss")]
    [InlineData("https://reddit.com/user/name", "https://www.reddit.com/user/name/.rss")]
    [InlineData("https://bsky.app/profile/name.example", "https://bsky.app/profile/name.example/rss")]
    [InlineData("https://social.example/@name", "https://social.example/@name.rss")]
    [InlineData("https://lemmy.example/c/place", "https://lemmy.example/feeds/c/place.xml")]
    [InlineData("https://name.substack.com/", "https://name.substack.com/feed")]
    [InlineData("https://arxiv.org/list/cs.AI/recent", "https://rss.arxiv.org/rss/cs.AI")]
    public void A_page_of_a_known_site_has_its_feed_first(string page, string feed) => Assert.Equal(feed, SiteRules.FeedsOf(new Uri(page))[0].AbsoluteUri);

    [Theory]
    [InlineData("https://example.org/")]
    [InlineData("https://github.com/")]
    [InlineData("https://youtube.com.example.org/channel/UCabcdefghijklmnopqrstuv")]
    [InlineData("https://notreddit.com/r/programming")]
    [InlineData("https://www.youtube.com/@handle")]
    public void No_rule_applies_elsewhere(string page) => Assert.Empty(SiteRules.FeedsOf(new Uri(page)));

    [Fact]
    public void A_repository_offers_tags_and_commits_after_releases() =>
        Assert.Equal(3, SiteRules.FeedsOf(new Uri("https://github.com/owner/name")).Count);

    [Fact]
    public void Usual_places_are_below_the_page_first_and_each_once()
    {
        var below = SiteRules.UsualPlaces(new Uri("https://example.org/blog"));
        Assert.Equal("https://example.org/blog/feed", below[0].AbsoluteUri);
        Assert.Contains(new Uri("https://example.org/feed.json"), below);
        Assert.Equal(SiteRules.UsualPlaces(new Uri("https://example.org/")).Distinct().Count(), SiteRules.UsualPlaces(new Uri("https://example.org")).Count);
    }
}
