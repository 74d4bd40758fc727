using Aggregator.Configuration;

namespace Aggregator.Tests.Configuration;

public sealed class MoveFinderTests
{
    [Theory]
    [InlineData("http://example.org/feed", "https://example.org/feed")]
    [InlineData("https://example.org/feed/", "https://example.org/feed")]
    [InlineData("https://www.example.org/feed?a=1", "https://example.org/feed?a=1")]
    public void A_url_that_differs_in_form_only_is_the_same_feed(string from, string to) =>
        Assert.Equal([new FeedMove(from, to, "the same URL but for scheme, www. or a slash")], MoveFinder.Find([Gone(from)], [Feed(to)]));

    [Theory]
    [InlineData("https://example.org/feed?a=1", "https://example.org/feed?a=2")]
    [InlineData("https://example.org:8443/feed", "https://example.org/feed")]
    [InlineData("https://example.org/a", "https://example.org/b")]
    public void Another_url_is_another_feed(string from, string to) => Assert.Empty(MoveFinder.Find([Gone(from)], [Feed(to)]));

    [Fact]
    public void The_same_title_and_tags_are_the_same_feed_unless_two_have_them()
    {
        var gone = Gone("https://old.example/") with { Title = "News", Tags = "a, b" };
        var added = Feed("https://new.example/") with { Title = "News", Tags = ["a", "b"] };
        Assert.Equal([new FeedMove(gone.Url, added.Url, "same title and tags")], MoveFinder.Find([gone], [added]));
        Assert.Empty(MoveFinder.Find([gone], [added with { Tags = ["a"] }]));
        Assert.Empty(MoveFinder.Find([gone], [added, added with { Url = "https://third.example/" }]));
        Assert.Empty(MoveFinder.Find([gone, gone with { Url = "https://older.example/" }], [added]));
    }

    [Fact]
    public void What_left_the_lists_long_ago_comes_back_only_when_somebody_says_so()
    {
        var gone = Gone("https://old.example/") with { Title = "News", Retired = true };
        var added = Feed("https://new.example/") with { Title = "News" };
        Assert.Empty(MoveFinder.Find([gone], [added]));
        Assert.Equal(["the list says so: replaces"], MoveFinder.Find([gone], [added with { Replaces = ["https://OLD.example"] }]).Select(m => m.Why));
        Assert.Equal(["the old URL redirects there for good"], MoveFinder.Find([gone with { RedirectsTo = "https://new.example" }], [added]).Select(m => m.Why));
    }

    [Fact]
    public void What_the_list_says_is_stronger_than_what_things_look_like()
    {
        var moves = MoveFinder.Find(
            [Gone("http://example.org/feed"), Gone("https://other.example/")],
            [Feed("https://example.org/feed") with { Replaces = ["https://other.example/"] }]);
        Assert.Equal(["https://other.example/"], moves.Select(m => m.From));
    }

    [Fact]
    public void A_feed_that_was_known_takes_only_what_it_says_it_replaces()
    {
        var known = Feed("https://new.example/") with { Title = "News", Replaces = ["https://nobody.example/"] };
        Assert.Empty(MoveFinder.Find([Gone("https://old.example/") with { Title = "News" }], [], [known]));
        Assert.Single(MoveFinder.Find([Gone("https://nobody.example/")], [], [known]));
    }

    private static KnownFeed Gone(string url) => new(url, null, "", Retired: false, RedirectsTo: null);

    private static FeedDefinition Feed(string url) => new() { Url = url, Location = default };
}
