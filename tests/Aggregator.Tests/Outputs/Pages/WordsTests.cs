using Aggregator.Outputs.Pages;
using Microsoft.AspNetCore.Http;

namespace Aggregator.Tests.Outputs.Pages;

public sealed class WordsTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "now")]
    [InlineData(-5, "5 s ago")]
    [InlineData(-119, "119 s ago")]
    [InlineData(-120, "2 min ago")]
    [InlineData(-7199, "119 min ago")]
    [InlineData(-7200, "2 h ago")]
    [InlineData(13_799, "in 3.8 h")]
    [InlineData(-172_799, "47 h ago")]
    [InlineData(-172_800, "2 days ago")]
    [InlineData(90, "in 90 s")]
    [InlineData(-90 * 86_400, "2026-02-03")]
    public void A_time_is_told_by_its_distance(int seconds, string expected) =>
        Assert.Equal(expected, Moments.Relative(Now.AddSeconds(seconds), Now).Replace('\u00A0', ' '));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.004, "< 0.01")]
    [InlineData(0.03, "0.03")]
    [InlineData(1.46, "1.5")]
    [InlineData(1234.4, "1,234")]
    public void A_rate_has_as_many_digits_as_say_something(double rate, string expected) => Assert.Equal(expected, Numbers.Rate(rate));

    [Theory]
    [InlineData(999, "999 B")]
    [InlineData(1536, "1.5 KB")]
    [InlineData(20 << 20, "20 MB")]
    public void Bytes_have_a_unit(long bytes, string expected) => Assert.Equal(expected, Numbers.Bytes(bytes).Replace('\u00A0', ' '));

    [Fact]
    public void A_link_to_the_same_page_changes_what_it_names_and_keeps_the_rest()
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString("?q=a%26b&sort=name&page=3&empty=");
        var here = new PageContext("/feeds", context.Request.Query, Now, MayWrite: false);
        Assert.Equal("/feeds?q=a%26b&page=3&sort=-name", here.With(("sort", "-name")));
        Assert.Equal("/feeds?q=a%26b&sort=name", here.With(("page", null)));
        Assert.Equal("/feeds", here.With(("q", null), ("sort", ""), ("page", null)));
        Assert.Null(here.Text("empty"));
        Assert.Equal("a&b", here.Text("q"));
    }
}
