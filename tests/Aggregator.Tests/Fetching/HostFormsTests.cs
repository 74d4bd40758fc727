using Aggregator.Fetching.Addresses;

namespace Aggregator.Tests.Fetching;

public sealed class HostFormsTests
{
    [Theory]
    [InlineData("example.org", "example.org")]
    [InlineData("example.org.:80", "example.org.:80")]
    [InlineData("[::1]:8080", "[::1]:8080")]
    [InlineData("127.0.0.1.:80", "127.0.0.1:80")]
    [InlineData("①②⑦.⓪.⓪.①:81", "127.0.0.1:81")]
    [InlineData("ＦＥＥＤ．example", "FEED.example")]
    [InlineData("ⓕⒺed。example", "feed.example")]
    [InlineData("¹²³⁰₄", "12304")]
    [InlineData("ex\u00ADam\u200Bple", "example")]
    [InlineData("bücher.example", "bücher.example")]
    [InlineData("example／path", "example／path")]
    [InlineData("example：80", "example：80")]
    [InlineData("user＠example", "user＠example")]
    public void Characters_in_disguise_are_plain_and_none_becomes_a_delimiter(string written, string plain) => Assert.Equal(plain, HostForms.Plain(written));
}
