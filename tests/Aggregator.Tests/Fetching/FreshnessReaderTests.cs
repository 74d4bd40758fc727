using System.Globalization;
using Aggregator.Fetching;
using CsCheck;

namespace Aggregator.Tests.Fetching;

/// <summary>Rows H20, H21, P16, P17: every header that says when to come back, and every way to write it wrongly.</summary>
public sealed class FreshnessReaderTests
{
    private const long None = -1;

    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("120", 120)]
    [InlineData(" 120 ", 120)]
    [InlineData("\"120\"", 120)]
    [InlineData("1.5", 1)]
    [InlineData("0", 0)]
    [InlineData("-5", None)]
    [InlineData("soon", None)]
    [InlineData("", None)]
    [InlineData("12 minutes", None)]
    [InlineData("99999999999", 2147483648)]
    [InlineData("999999999999999999999999999999", 2147483648)]
    [InlineData("Mon, 05 Jan 2026 12:10:00 GMT", 600)]
    [InlineData("Fri, 05 Jan 2026 12:10:00 GMT", 600)]
    [InlineData("Monday, 05-Jan-26 12:10:00 GMT", 600)]
    [InlineData("Mon Jan  5 12:10:00 2026", 600)]
    [InlineData("Mon, 05 Jan 2026 12:10:00 +0000", 600)]
    [InlineData("Mon, 05 Jan 2026 11:00:00 GMT", None)]
    [InlineData("120, 60", 120)]
    public void H20_Retry_After_is_read(string value, long seconds) => Assert.Equal(Span(seconds), Read(("Retry-After", value)).RetryAfter);

    [Fact]
    public void H20_the_longer_of_two_Retry_Afters_counts() =>
        Assert.Equal(TimeSpan.FromSeconds(300), Read(("Retry-After", "60"), ("Retry-After", "300"), ("Retry-After", "x")).RetryAfter);

    [Fact]
    public void H20_a_date_is_compared_with_the_servers_own_clock() =>
        Assert.Equal(TimeSpan.FromSeconds(30), Read(("Date", "Thu, 01 Jan 2015 00:00:00 GMT"), ("Retry-After", "Thu, 01 Jan 2015 00:00:30 GMT")).RetryAfter);

    [Theory]
    [InlineData("max-age=60", 60)]
    [InlineData("max-age=\"60\"", 60)]
    [InlineData("public;max-age=60", 60)]
    [InlineData("PUBLIC, Max-Age = 60 , must-revalidate", 60)]
    [InlineData("max-age=99999999999", 2147483648)]
    [InlineData("max-age=-1", None)]
    [InlineData("max-age=0", None)]
    [InlineData("max-age", None)]
    [InlineData("max-age=", None)]
    [InlineData("x-max-age=60", None)]
    [InlineData("no-store", None)]
    [InlineData("no-cache", None)]
    [InlineData("max-age=60, max-age=3600", 60)]
    [InlineData("max-age=x, max-age=3600", 3600)]
    [InlineData("s-maxage=3600", 3600)]
    [InlineData("s-maxage=31536000", 86400)]
    [InlineData("s-maxage=3600, max-age=60", 60)]
    [InlineData("s-maxage=3600, max-age=0", None)]
    public void H21_P16_Cache_Control_is_read_leniently(string value, long seconds) => Assert.Equal(Span(seconds), Read(("Cache-Control", value)).FreshFor);

    [Theory]
    [InlineData("100", 500)]
    [InlineData("600", None)]
    [InlineData("99999999999", None)]
    [InlineData("-3", 600)]
    [InlineData("old", 600)]
    public void P17_Age_is_taken_off(string age, long seconds) => Assert.Equal(Span(seconds), Read(("Cache-Control", "max-age=600"), ("Age", age)).FreshFor);

    [Theory]
    [InlineData("Mon, 05 Jan 2026 13:00:00 GMT", 3600)]
    [InlineData("Mon, 05 Jan 2026 11:00:00 GMT", None)]
    [InlineData("0", None)]
    [InlineData("-1", None)]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", 2147483648)]
    public void P17_Expires_counts_from_now_when_there_is_no_Date(string expires, long seconds) => Assert.Equal(Span(seconds), Read(("Expires", expires)).FreshFor);

    [Fact]
    public void P17_Expires_counts_from_Date_and_only_without_max_age()
    {
        var dated = ("Date", "Mon, 05 Jan 2026 11:00:00 GMT");
        var expires = ("Expires", "Mon, 05 Jan 2026 13:00:00 GMT");

        Assert.Equal(TimeSpan.FromHours(2), Read(dated, expires).FreshFor);
        Assert.Equal(TimeSpan.FromMinutes(110), Read(dated, expires, ("Age", "600")).FreshFor);
        Assert.Equal(TimeSpan.FromMinutes(1), Read(dated, expires, ("Cache-Control", "max-age=60")).FreshFor);
    }

    [Fact]
    public void No_header_no_hint() => Assert.Same(FreshnessHints.None, Read(("Date", "Mon, 05 Jan 2026 11:00:00 GMT")));

    [Fact]
    public void Nothing_that_a_server_writes_is_negative_endless_or_thrown()
    {
        var word = Gen.OneOf(Gen.Const("max-age="), Gen.Const("s-maxage"), Gen.Const("="), Gen.Const("\""), Gen.Const(","), Gen.Const("05 Jan 2026 12:00:00 GMT"),
            Gen.Long.Select(n => n.ToString(CultureInfo.InvariantCulture)), Gen.String[Gen.Char['\x20', '\xFF'], 0, 5]);
        var value = word.Array[0, 8].Select(string.Concat);
        Gen.Select(value, value, value, value).Sample((retry, cache, expires, age) =>
        {
            var hints = Read(("Retry-After", retry), ("Cache-Control", cache), ("Expires", expires), ("Age", age));
            return InRange(hints.RetryAfter) && InRange(hints.FreshFor);
        });
    }

    private static bool InRange(TimeSpan? span) => span is null || (span >= TimeSpan.Zero && span <= FreshnessReader.Forever);

    private static TimeSpan? Span(long seconds) => seconds == None ? null : TimeSpan.FromSeconds(seconds);

    private static FreshnessHints Read(params (string Name, string Value)[] headers)
    {
        using var response = new HttpResponseMessage();
        foreach (var (name, value) in headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value)) response.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return FreshnessReader.Read(response, Now);
    }
}
