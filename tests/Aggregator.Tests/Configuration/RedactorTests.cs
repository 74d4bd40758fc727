using Aggregator.Configuration;
using CsCheck;

namespace Aggregator.Tests.Configuration;

public sealed class RedactorTests
{
    [Theory]
    [InlineData("https://example.org/feed", "https://example.org/feed")]
    [InlineData("https://example.org/@someone.rss", "https://example.org/@someone.rss")]
    [InlineData("https://user:pass@example.org/feed", "https://***@example.org/feed")]
    [InlineData("https://token@example.org", "https://***@example.org")]
    [InlineData("https://a@b:c@example.org/", "https://***@example.org/")]
    [InlineData("https://example.org/.rss?feed=abc&user=me", "https://example.org/.rss?feed=***&user=***")]
    [InlineData("https://example.org/?a=1;b=2&c=", "https://example.org/?a=***;b=***&c=")]
    [InlineData("https://example.org/?s3cr3t", "https://example.org/?***")]
    [InlineData("https://example.org/?q=a?b=c", "https://example.org/?q=***?b=***")]
    [InlineData("https://example.org/x#access_token=1", "https://example.org/x#***")]
    [InlineData("socks5://u:p@[::1]:1080", "socks5://***@[::1]:1080")]
    [InlineData("//u:p@host/x", "//***@host/x")]
    [InlineData("u:p@host/x?k=v", "***@host/x?k=***")]
    [InlineData("", "")]
    [InlineData("?", "?")]
    [InlineData("@", "***@")]
    public void Secrets_are_hidden_and_the_rest_stays(string url, string shown) => Assert.Equal(shown, Redactor.Url(url));

    [Fact]
    public void No_value_of_a_query_shows_whatever_surrounds_it() =>
        Gen.Select(Gen.String[Gen.Char["ab/@:.?&=;#"], 0, 20], Gen.String[Gen.Char["ab/@:.&;"], 0, 20]).Sample((before, after) =>
            Assert.DoesNotContain("S3CR3T", Redactor.Url($"https://u:S3CR3T@example.org/{before}?key=S3CR3T{after}")));
}
