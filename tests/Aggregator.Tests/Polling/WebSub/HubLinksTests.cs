using Aggregator.Normalizing;
using Aggregator.Polling.WebSub;

namespace Aggregator.Tests.Polling.WebSub;

public sealed class HubLinksTests
{
    private const string InDocument = "https://document.example/hub";
    private static readonly Uri Url = new("https://a.example/blog/feed");

    [Theory]
    [InlineData("<https://hub.example/>; rel=\"hub\"", "https://hub.example/", null)]
    [InlineData("<https://hub.example/>; rel=hub, <https://a.example/self>; rel=self", "https://hub.example/", "https://a.example/self")]
    [InlineData("</self>; rel=\"self\", <../hub>;rel=\"alternate hub\"; title=\"a, <b>; rel=x\"", "https://a.example/hub", "https://a.example/self")]
    [InlineData("<https://a.example/next>; title=\"; rel=hub\"; rel=next", InDocument, null)]
    [InlineData("<https://a.example/self>; rel=self", InDocument, null)]
    [InlineData("<javascript:x>; rel=hub", InDocument, null)]
    [InlineData("<https://hub.example/; rel=hub", InDocument, null)]
    [InlineData("", InDocument, null)]
    [InlineData(null, InDocument, null)]
    public void A_hub_in_a_header_goes_before_the_one_in_the_document(string? link, string hub, string? topic)
    {
        var header = HubLinks.Complete(new FeedHeader { HubUrl = InDocument }, link, Url);
        Assert.Equal((hub, topic), (header.HubUrl, header.FeedUrl));
    }
}
