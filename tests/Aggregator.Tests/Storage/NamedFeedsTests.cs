using Aggregator.Storage;

namespace Aggregator.Tests.Storage;

public sealed class NamedFeedsTests
{
    private static readonly NamedFeeds Names = new(
    [
        new(3, "https://one.example/feed", "Harbour news", "active"), new(12, "https://two.example/feed", "https://two.example/feed", "active"),
        new(7, "https://three.example/12", "Harbour", "disabled"), new(1, "https://four.example/feed", "7", "active"), new(2, "https://five.example/feed", "harbour", "active"),
    ]);

    [Theory]
    [InlineData("3", "3")]
    [InlineData("HTTPS://one.example/FEED", "3")]
    [InlineData("harbour news", "3")]
    [InlineData("Harbour", "7,2")]
    [InlineData("arbou", "3,7,2")]
    [InlineData("two.example", "12")]
    [InlineData("https://two.example/feed", "12")]
    [InlineData("12", "12")]
    [InlineData("7", "7,1")]
    [InlineData("4", "")]
    [InlineData("lighthouse", "")]
    public void Whole_names_come_first_and_parts_are_those_of_urls_and_titles_alone(string word, string feeds) =>
        Assert.Equal(feeds, string.Join(',', Names.Find(word).Select(feed => feed.Id)));
}
