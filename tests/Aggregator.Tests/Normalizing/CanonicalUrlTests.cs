using Aggregator.Normalizing;

namespace Aggregator.Tests.Normalizing;

public sealed class CanonicalUrlTests
{
    [Theory]
    [InlineData("https://example.com/a", "example.com/a")]
    [InlineData("http://example.com/a", "example.com/a")]
    [InlineData("HTTP://WWW.Example.COM:80/A", "example.com/A")]
    [InlineData("https://example.com:443/a/", "example.com/a")]
    [InlineData("http://example.com:443/a", "example.com/a")]
    [InlineData("https://example.com:8080/a", "example.com:8080/a")]
    [InlineData("https://user:secret@example.com/a", "example.com/a")]
    [InlineData("https://example.com", "example.com")]
    [InlineData("https://example.com/", "example.com")]
    [InlineData("https://example.com/?p=1", "example.com?p=1")]
    [InlineData("https://example.com./a", "example.com/a")]
    [InlineData("https://m.example.com/a", "m.example.com/a")]
    [InlineData("https://www.com/a", "www.com/a")]
    [InlineData("https://example.com/a#comments", "example.com/a")]
    [InlineData("https://example.com/a#", "example.com/a")]
    [InlineData("https://example.com/#!/a", "example.com#!/a")]
    [InlineData("https://example.com/a?", "example.com/a")]
    [InlineData("https://example.com/a?&&b=1&", "example.com/a?b=1")]
    [InlineData("https://example.com/a?utm_source=x&id=1&UTM_medium=y&fbclid=z", "example.com/a?id=1")]
    [InlineData("https://example.com/a?utm_source=rss", "example.com/a")]
    [InlineData("https://example.com/a?b=2&a=1&b=2", "example.com/a?b=2&a=1&b=2")]
    [InlineData("https://example.com/a?id=1&amp;utm_source=x", "example.com/a?id=1")]
    [InlineData("https://example.com/a?ref=rss&source=42&from=feed", "example.com/a?source=42")]
    [InlineData("https://example.com/a?gclid", "example.com/a")]
    [InlineData("https://example.com/a?at_medium=RSS&at_campaign=KARANGA", "example.com/a")]
    [InlineData("https://example.com/%7euser/%e4%BD%a0/a%2fb", "example.com/~user/%E4%BD%A0/a%2Fb")]
    [InlineData("https://example.com/你/é", "example.com/%E4%BD%A0/%C3%A9")]
    [InlineData("https://example.com/100%", "example.com/100%25")]
    [InlineData("https://example.com/a b", "example.com/a%20b")]
    [InlineData("https://example.com/a/../b/./c", "example.com/b/c")]
    [InlineData("https://example.com/a;jsessionid=0A1B?x=1", "example.com/a?x=1")]
    [InlineData("https://example.com/a;jsessionid=0A1B/b", "example.com/a/b")]
    [InlineData("https://bücher.example/x", "xn--bcher-kva.example/x")]
    [InlineData("https://XN--BCHER-KVA.example/x", "xn--bcher-kva.example/x")]
    [InlineData("http://feedproxy.google.com/~r/Name/~3/abc/", "feeds.feedburner.com/~r/Name/~3/abc")]
    [InlineData("http://feeds.feedburner.com/~r/Name/~3/abc?utm_source=feedburner", "feeds.feedburner.com/~r/Name/~3/abc")]
    [InlineData("https://www.google.com/url?rct=j&sa=t&url=https://www.example.org/a%3Futm_source%3Dx&ct=ga", "example.org/a")]
    [InlineData("https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fa&h=1", "example.org/a")]
    [InlineData("https://www.google.com/url?url=javascript:x", "google.com/url?url=javascript:x")]
    [InlineData(" https://example.com/\n a ", "example.com/%20a")]
    [InlineData("http://[::1]:80/a", "[::1]/a")]
    public void Spellings_of_one_address_become_one(string url, string expected)
    {
        Assert.Equal(expected, CanonicalUrl.Of(url));
        Assert.Equal(expected, CanonicalUrl.Of("https://" + expected));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("/a")]
    [InlineData("example.com/a")]
    [InlineData("mailto:a@b.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("ftp://example.com/a")]
    [InlineData("urn:uuid:0")]
    [InlineData("https://")]
    [InlineData("https://exa mple.com/")]
    public void What_is_no_address_on_the_web_has_none(string? url) => Assert.Null(CanonicalUrl.Of(url));

    [Fact]
    public void A_long_one_has_none()
    {
        Assert.Null(CanonicalUrl.Of("https://example.com/" + new string('a', 100_000)));
        Assert.Null(CanonicalUrl.Of("https://example.com/" + new string('é', 4_000)));
    }

    [Theory]
    [InlineData("https://example.com/a", "https://example.com/a")]
    [InlineData(" HTTPS://example.com/a\r\n/b ", "HTTPS://example.com/a/b")]
    [InlineData("http://us.example.net///en/1", "http://us.example.net///en/1")]
    [InlineData("https://example.com/é?q=ü", "https://example.com/%C3%A9?q=%C3%BC")]
    [InlineData("//example.com/a", "https://example.com/a")]
    [InlineData("/a", null)]
    [InlineData("a", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("java\nscript:alert(1)", null)]
    [InlineData("data:image/png;base64,AA==", null)]
    [InlineData("file:///etc/passwd", null)]
    [InlineData("mailto:a@b.example", null)]
    [InlineData("http:example.com", null)]
    [InlineData("https://user@example.com:99999/", null)]
    public void A_field_is_an_absolute_address_or_absent(string written, string? expected) => Assert.Equal(expected, UrlCleaner.Absolute(written));

    [Theory]
    [InlineData("mailto:a@b.example", "mailto:a@b.example")]
    [InlineData("https://example.com/~a", "https://example.com/~a")]
    [InlineData("a@b.example", null)]
    [InlineData("javascript:x", null)]
    public void An_author_may_be_reached_by_mail(string written, string? expected) => Assert.Equal(expected, UrlCleaner.Contact(written));
}
