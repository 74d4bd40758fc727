using System.Text;
using Aggregator.Fetching;
using Aggregator.Polling;

namespace Aggregator.Tests.Polling;

public sealed class PageHintTests
{
    [Theory]
    [InlineData("<html><title>Just a moment...</title>", "bot protection")]
    [InlineData("<html><script src=/cdn-cgi/challenge-platform/x></script>", "bot protection")]
    [InlineData("<html><link rel=alternate type=application/rss+xml href=/news.xml>", "names a feed: https://example.org/news.xml.")]
    [InlineData("<html><link rel=feed href=a><link rel=feed href=b>", "names feeds: https://example.org/a, https://example.org/b.")]
    public void A_page_is_told_apart(string html, string hint) => Assert.Contains(hint, Of(html), StringComparison.Ordinal);

    [Theory]
    [InlineData("<html><p>Gone fishing <a href=/feed>feed</a>")]
    [InlineData("")]
    public void A_page_without_either_needs_no_hint(string html) => Assert.Equal("", Of(html));

    private static string Of(string html) => PageHint.Of(new Document { Body = Encoding.UTF8.GetBytes(html), Url = new Uri("https://example.org/feed") });
}
