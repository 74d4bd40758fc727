using System.Net;
using System.Net.Http.Headers;

namespace Aggregator.EndToEnd.Origins;

/// <summary>The origin keeps its word: what the other tests conclude from its journal is worth something.</summary>
public sealed class OriginTests
{
    private static readonly HttpClient Client = new();

    [Theory]
    [InlineData(Validation.None, HttpStatusCode.OK)]
    [InlineData(Validation.ETag, HttpStatusCode.NotModified)]
    [InlineData(Validation.LastModified, HttpStatusCode.NotModified)]
    public async Task An_unchanged_feed_is_the_same_bytes_or_not_modified(Validation validation, HttpStatusCode expected)
    {
        await using var origin = await OneFeedAsync(validation);
        using var first = await GetAsync(origin, null);
        using var second = await GetAsync(origin, first);
        Assert.Equal((HttpStatusCode.OK, expected), (first.StatusCode, second.StatusCode));
        if (expected == HttpStatusCode.OK)
            Assert.Equal(await BytesAsync(first), await BytesAsync(second));
    }

    [Theory]
    [InlineData(Validation.None)]
    [InlineData(Validation.ETag)]
    [InlineData(Validation.LastModified)]
    public async Task A_published_entry_is_served_to_who_asks_again(Validation validation)
    {
        await using var origin = await OneFeedAsync(validation);
        using var first = await GetAsync(origin, null);
        origin.Publish();
        using var second = await GetAsync(origin, first);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Contains("entry 4", System.Text.Encoding.UTF8.GetString(await BytesAsync(second)), StringComparison.Ordinal);
        Assert.Equal(4, origin.Feeds.Single().Titles.Count());
    }

    [Fact]
    public async Task Requests_at_the_same_time_are_counted_for_each_host()
    {
        await using var origin = await Origin.StartAsync(2);
        origin.Add(4, (number, host) => new(number, host, Validation.None, 1) { Hangs = true });
        using var leaving = new CancellationTokenSource();
        var asked = origin.Feeds.Select(feed => Client.GetByteArrayAsync(new Uri(feed.Url), leaving.Token)).ToList();
        await origin.Requests.CountAsync(4, Deadline.In(60));
        foreach (var host in origin.Hosts)
            Assert.Equal([1, 2], origin.Requests.Snapshot().Where(request => request.Host == host).Select(request => request.Concurrency).Order());
        await leaving.CancelAsync();
        foreach (var task in asked)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
    }

    [Fact]
    public async Task Requests_one_after_the_other_are_never_counted_together()
    {
        await using var origin = await Origin.StartAsync(1);
        origin.Add(50, (number, host) => new(number, host, Validation.None, 5));
        foreach (var feed in origin.Feeds)
            await Client.GetByteArrayAsync(new Uri(feed.Url), TestContext.Current.CancellationToken);
        Assert.All(origin.Requests.Snapshot(), request => Assert.Equal(1, request.Concurrency));
    }

    [Fact]
    public async Task Other_statuses_and_unknown_paths_are_answered_and_written_down()
    {
        await using var origin = await Origin.StartAsync(1);
        origin.Add(1, (number, host) => new(number, host, Validation.ETag, 1) { Status = 503 });
        using var answer = await Client.GetAsync(new Uri(origin.Feeds.Single().Url), TestContext.Current.CancellationToken);
        using var unknown = await Client.GetAsync(new Uri($"http://{origin.Hosts[0]}/nothing?at=all"), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.NotFound), (answer.StatusCode, unknown.StatusCode));
        Assert.Equal([("/feed-00000.xml", 503), ("/nothing?at=all", 404)], origin.Requests.Snapshot().Select(request => (request.Path, request.Status)));
    }

    private static async Task<Origin> OneFeedAsync(Validation validation)
    {
        var origin = await Origin.StartAsync(1);
        origin.Add(1, (number, host) => new(number, host, validation, 3));
        return origin;
    }

    private static async Task<HttpResponseMessage> GetAsync(Origin origin, HttpResponseMessage? before)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, origin.Feeds.Single().Url);
        if (before?.Headers.ETag is { } tag)
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(tag.ToString()));
        request.Headers.IfModifiedSince = before?.Content.Headers.LastModified;
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static Task<byte[]> BytesAsync(HttpResponseMessage response) => response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
}
