using Aggregator.Fetching;

namespace Aggregator.Tests.Fetching;

/// <summary>Rows H17 to H20: what a status means.</summary>
public sealed class StatusTests
{
    [Fact]
    public async Task H17_an_HTML_page_with_status_200_is_a_document_that_parsing_will_judge()
    {
        await using var origin = RawOrigin.Saying("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\n\r\n<!DOCTYPE html>");
        using var fetcher = new FetcherUnderTest();

        Assert.Equal("text/html", (await fetcher.FetchedAsync(origin.Url())).Document.ContentType);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(503)]
    public async Task H18_a_challenge_is_called_bot_protection(int status)
    {
        await using var origin = RawOrigin.Saying($"HTTP/1.1 {status} No\r\ncf-mitigated: challenge\r\nContent-Length: 0\r\n\r\n");
        using var fetcher = new FetcherUnderTest();

        var failed = Assert.IsType<FetchOutcome.Failed>(await fetcher.FetchAsync(origin.Url()));

        Assert.Contains("bot protection", failed.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(201, FailureClass.ServerError)]
    [InlineData(204, FailureClass.ServerError)]
    [InlineData(205, FailureClass.ServerError)]
    [InlineData(206, FailureClass.ServerError)]
    [InlineData(226, FailureClass.ServerError)]
    [InlineData(300, FailureClass.Redirect)]
    [InlineData(305, FailureClass.Redirect)]
    [InlineData(400, FailureClass.ClientError)]
    [InlineData(401, FailureClass.ClientError)]
    [InlineData(403, FailureClass.ClientError)]
    [InlineData(404, FailureClass.NotFound)]
    [InlineData(410, FailureClass.Gone)]
    [InlineData(429, FailureClass.TooManyRequests)]
    [InlineData(451, FailureClass.ClientError)]
    [InlineData(500, FailureClass.ServerError)]
    [InlineData(503, FailureClass.ServerError)]
    [InlineData(999, FailureClass.ServerError)]
    internal async Task H19_each_status_has_its_class(int status, FailureClass expected)
    {
        await using var origin = RawOrigin.Saying($"HTTP/1.1 {status} Whatever\r\nETag: \"e\"\r\nContent-Length: 0\r\n\r\n");
        using var fetcher = new FetcherUnderTest();

        var failed = await fetcher.FailedAsync(origin.Url(), expected);

        Assert.Equal(status, failed.Status);
        Assert.Contains($"answered {status}", failed.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("429 Slow down")]
    [InlineData("503 Later")]
    [InlineData("200 OK")]
    [InlineData("304 Same")]
    [InlineData("404 Where")]
    public async Task H20_Retry_After_is_heard_on_any_status(string status)
    {
        await using var origin = RawOrigin.Saying($"HTTP/1.1 {status}\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n");
        using var fetcher = new FetcherUnderTest();

        var outcome = await fetcher.FetchAsync(new FetchRequest(origin.Url()) { Validators = new("\"v\"", null) });

        Assert.Equal(TimeSpan.FromMinutes(2), outcome.Hints.RetryAfter);
    }
}
