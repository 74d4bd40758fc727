using Aggregator.Commands.Listing;
using Aggregator.Storage;

namespace Aggregator.Tests.Commands.Listing;

public sealed class FeedSelectionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly FeedSummary[] Feeds =
    [
        Feed(1, "Anchor", "a.example:443", "healthy") with { Articles = 3, LastPollAt = Noon, NextPollAt = Noon.AddHours(3), Tags = """["press"]""" },
        Feed(2, "Beacon", "b.example:8080", "failing") with { Failures = 9, LastPollAt = Noon.AddHours(-1), NextPollAt = Noon.AddHours(2), LastNewAt = Noon },
        Feed(3, "Compass", "a.example:443", "gone") with { Failures = 2, Articles = 7, NextPollAt = Noon.AddHours(1), HostNotBefore = Noon.AddHours(9), LastNewAt = Noon.AddDays(-1) },
        Feed(4, "Dinghy", "a.example.org:443", "paused") with { State = "paused", NextPollAt = Noon, Tags = """["press","sea"]""" },
    ];

    [Theory]
    [InlineData("name", "1 2 3 4")]
    [InlineData("host", "4 1 3 2")]
    [InlineData("health", "3 2 1 4")]
    [InlineData("last", "1 2 3 4")]
    [InlineData("next", "2 1 3 4")]
    [InlineData("new", "2 3 1 4")]
    [InlineData("articles", "3 1 2 4")]
    [InlineData("failures", "2 3 1 4")]
    public void Each_order_puts_first_what_is_looked_for(string sort, string ids) => Assert.Equal(ids, Ids(new FeedSelection { Sort = sort }));

    [Fact]
    public void Every_order_is_tried() => Assert.Equal(8, FeedSelection.Orders.Length);

    [Fact]
    public void Wishes_are_joined()
    {
        Assert.Equal("2 3", Ids(new FeedSelection { Health = ["failing", "gone"] }));
        Assert.Equal("1 3", Ids(new FeedSelection { Host = "A.example" }));
        Assert.Equal("2", Ids(new FeedSelection { Host = "b.example:8080" }));
        Assert.Equal("", Ids(new FeedSelection { Host = "b.example:80" }));
        Assert.Equal("1 4", Ids(new FeedSelection { Tag = "press" }));
        Assert.Equal("", Ids(new FeedSelection { Tag = "pre" }));
        Assert.Equal("3", Ids(new FeedSelection { Text = "COMP" }));
        Assert.Equal("4", Ids(new FeedSelection { Text = "example.org" }));
        Assert.Equal("4", Ids(new FeedSelection { Tag = "press", Health = ["paused"] }));
        Assert.Equal("2", Ids(new FeedSelection { Sort = "failures", Limit = 1 }));
    }

    private static string Ids(FeedSelection selection) => string.Join(' ', selection.Of(Feeds).Select(feed => feed.Id));

    private static FeedSummary Feed(long id, string name, string host, string health) =>
        new() { Id = id, Name = name, Host = host, Health = health, State = "active", Url = $"https://{host}/{id}" };
}
