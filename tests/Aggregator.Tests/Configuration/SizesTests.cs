using Aggregator.Configuration;
using CsCheck;

namespace Aggregator.Tests.Configuration;

public sealed class SizesTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("17", 17)]
    [InlineData("17B", 17)]
    [InlineData("1KB", 1024)]
    [InlineData("20mb", 20 * 1024 * 1024)]
    [InlineData("1GB", 1 << 30)]
    public void The_notation_is_read(string text, long bytes)
    {
        Assert.True(Sizes.TryParse(text, out var read));
        Assert.Equal(bytes, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MB")]
    [InlineData("-1KB")]
    [InlineData("1.5MB")]
    [InlineData("1 MB")]
    [InlineData("1TB")]
    [InlineData("9999999999GB")]
    public void What_is_not_the_notation_is_refused(string text) => Assert.False(Sizes.TryParse(text, out _));

    [Fact]
    public void What_is_written_is_read_back() => Gen.Long[0, long.MaxValue].Sample(bytes =>
    {
        Assert.True(Sizes.TryParse(Sizes.Format(bytes), out var read));
        Assert.Equal(bytes, read);
    });
}
