using Aggregator.Configuration;
using Aggregator.Outputs.Access;

namespace Aggregator.Tests.Outputs.Access;

public sealed class ListenRuleTests
{
    [Theory]
    [InlineData("")]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://127.9.9.9:0; http://[::1]:8080")]
    [InlineData("http://LOCALHOST:8080")]
    public void Listening_on_loopback_needs_no_key(string urls)
    {
        var rule = new ListenRule(new HttpOptions { Urls = urls });
        Assert.True(rule.IsLoopbackOnly);
        Assert.Null(rule.Refusal(hasKeys: false));
    }

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://[::]:8080")]
    [InlineData("http://*:8080")]
    [InlineData("http://+:8080")]
    [InlineData("http://192.0.2.7")]
    [InlineData("http://localhost.example:8080")]
    [InlineData("http://127.0.0.1.example:8080")]
    public void Listening_elsewhere_needs_a_key_and_the_refusal_says_where_and_what_to_do(string url)
    {
        var rule = new ListenRule(new HttpOptions { Urls = $"http://127.0.0.1:8080;{url}" });
        Assert.Null(rule.Refusal(hasKeys: true));
        var refusal = rule.Refusal(hasKeys: false);
        Assert.Contains(url, refusal, StringComparison.Ordinal);
        Assert.Contains("aggregator keys add", refusal, StringComparison.Ordinal);
    }
}
