using Aggregator.Configuration;

namespace Aggregator.Tests.Configuration.Lists;

public sealed class OpmlErrorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("<opml><body>\n <outline xmlUrl='file:///etc/passwd' text='x'/></body></opml>", "2:11", "must begin with http:// or https://")]
    [InlineData("<opml><body>\n <outline type='rss' text='x'/></body></opml>", "2:3", "an outline of type rss needs xmlUrl")]
    [InlineData("<opml><body>\n <outline></body></opml>", "2:13", "not valid OPML: ")]
    [InlineData("<!DOCTYPE opml [ <!ENTITY e 'x'> ]>\n<opml><body><outline text='&e;'/></body></opml>", "2:29", "not valid OPML: ")]
    [InlineData("<html/>", "1:2", "not OPML: the root element is <html>")]
    [InlineData("", "0:0", "not valid OPML: ")]
    [InlineData("<opml><body><outline xmlUrl='https://example.org/'/>\n<outline xmlUrl='https://example.org'/></body></opml>", "2:10", "is listed twice, first at ")]
    public void An_error_names_its_place(string opml, string place, string message)
    {
        var error = LoadOne(opml);
        Assert.Equal(place, $"{error.Location.Line}:{error.Location.Column}");
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_is_bounded() =>
        Assert.Contains("deeper than 32", LoadOne($"<opml><body>{string.Concat(Enumerable.Repeat("<outline text='x'>", 100_000))}").Message, StringComparison.Ordinal);

    [Fact]
    public void The_number_of_outlines_is_bounded() =>
        Assert.Contains(
            "more than 20000 outlines",
            LoadOne($"<opml><body>{string.Concat(Enumerable.Range(0, 20_001).Select(i => $"<outline xmlUrl='https://example.org/{i}'/>"))}</body></opml>").Message,
            StringComparison.Ordinal);

    [Fact]
    public void Size_is_bounded() => Assert.Contains("larger than 10MB", LoadOne($"<opml>{new string(' ', 10 * 1024 * 1024)}</opml>").Message, StringComparison.Ordinal);

    private ConfigurationError LoadOne(string opml)
    {
        _folder.Write("list.opml", opml);
        return Assert.Single(Assert.IsType<CatalogOutcome.Rejected>(CatalogLoader.Load(_folder.Path, Crons.Reader)).Errors);
    }
}
