using Aggregator.Normalizing.Pages;

namespace Aggregator.Tests.Normalizing.Pages;

public sealed class PageLinkReaderTests
{
    private static readonly Uri Page = new("https://example.org/blog/today?x=1#top");

    [Theory]
    [InlineData("""<link rel="alternate" type="application/rss+xml" href="/feed.xml">""", "https://example.org/feed.xml")]
    [InlineData("""<LINK TYPE='application/atom+xml; charset=utf-8' HREF='atom' REL='Home Alternate'/>""", "https://example.org/blog/atom")]
    [InlineData("""<link rel=alternate type=application/feed+json href=//cdn.example/f.json>""", "https://cdn.example/f.json")]
    [InlineData("""<link rel="feed" href="f">""", "https://example.org/blog/f")]
    [InlineData("""<link rel="alternate" type="application/rss+xml" href="/f?a=1&amp;b=2#part">""", "https://example.org/f?a=1&b=2")]
    [InlineData("""<base href="/other/"><link rel="alternate" type="text/xml" href="f">""", "https://example.org/other/f")]
    [InlineData("""<script>"<link rel=feed href=no>"</script><link rel=feed href=yes>""", "https://example.org/blog/yes")]
    [InlineData("""<link rel="alternate" type="application/rss+xml" href=" /spaced ">""", "https://example.org/spaced")]
    public void Declared_feeds_are_found(string html, string expected)
    {
        var link = Assert.Single(PageLinkReader.Read(html, Page));
        Assert.Equal(expected, link.Url.AbsoluteUri);
        Assert.True(link.IsDeclared);
    }

    [Theory]
    [InlineData("""<link rel="stylesheet" type="text/css" href="/s.css">""")]
    [InlineData("""<link rel="alternate" hreflang="de" href="/de/">""")]
    [InlineData("""<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">""")]
    [InlineData("""<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">""")]
    [InlineData("""<link rel="alternate" type="application/rss+xml" href="http://[bad">""")]
    [InlineData("""<link rel="alternate" type="application/rss+xml">""")]
    [InlineData("""<!-- <link rel="feed" href="f"> -->""")]
    [InlineData("""<a href="/about">about</a><a href="mailto:feed">feed</a>""")]
    [InlineData("""<link rel="feed" href="f""")]
    public void What_declares_no_feed_is_left_alone(string html) => Assert.Empty(PageLinkReader.Read(html, Page));

    [Theory]
    [InlineData("/feed/")]
    [InlineData("/news.rss")]
    [InlineData("/category/it/feed")]
    [InlineData("/?feed=rss2")]
    [InlineData("/blog/index.xml")]
    public void Anchors_that_look_like_feeds_are_found_as_undeclared(string href)
    {
        var link = Assert.Single(PageLinkReader.Read($"<p><a class=x href='{href}'>follow</a>", Page));
        Assert.False(link.IsDeclared);
    }

    [Fact]
    public void A_title_is_plain_text_and_each_address_counts_once()
    {
        var links = PageLinkReader.Read("""<link rel=feed href=f title="News &amp; more &#8211; all"><link rel=feed href=./f><link rel=feed href=g>""", Page);
        Assert.Equal(["https://example.org/blog/f", "https://example.org/blog/g"], links.Select(l => l.Url.AbsoluteUri));
        Assert.Equal("News & more – all", links[0].Title);
    }

    [Fact]
    public void A_page_of_links_without_end_is_read_up_to_the_bound()
    {
        var html = string.Concat(Enumerable.Range(0, 5_000).Select(n => $"<link rel=feed href=f{n}>"));
        Assert.Equal(PageLinkReader.MostLinks, PageLinkReader.Read(html, Page).Length);
    }
}
