using Aggregator.Outputs.Pages;
using Microsoft.AspNetCore.Http;

namespace Aggregator.Tests.Outputs.Pages;

public sealed class SentFormTests
{
    [Theory]
    [InlineData("same-origin", null, true)]
    [InlineData("cross-site", null, false)]
    [InlineData("same-site", null, false)]
    [InlineData("none", null, false)]
    [InlineData("cross-site", "http://feeds.example:8080", false)]
    [InlineData(null, "http://feeds.example:8080", true)]
    [InlineData(null, "http://FEEDS.example:8080", true)]
    [InlineData(null, "http://feeds.example", false)]
    [InlineData(null, "http://evil.example:8080", false)]
    [InlineData(null, "null", false)]
    [InlineData(null, null, false)]
    public void Only_forms_of_our_own_pages_are_taken(string? site, string? origin, bool taken)
    {
        var request = new DefaultHttpContext().Request;
        (request.Scheme, request.Host) = ("http", new HostString("feeds.example", 8080));
        if (site is not null)
            request.Headers["Sec-Fetch-Site"] = site;
        if (origin is not null)
            request.Headers.Origin = origin;
        Assert.Equal(taken, SentForm.Refusal(request) is null);
    }

    [Fact]
    public void Behind_a_proxy_that_ends_encryption_the_scheme_differs()
    {
        var request = new DefaultHttpContext().Request;
        (request.Scheme, request.Host) = ("http", new HostString("feeds.example"));
        request.Headers.Origin = "https://feeds.example";
        Assert.Null(SentForm.Refusal(request));
    }
}
