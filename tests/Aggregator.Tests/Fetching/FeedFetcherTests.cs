using System.Diagnostics.Metrics;
using Aggregator.Configuration;
using Aggregator.Fetching;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Tests.Fetching;

public sealed class FeedFetcherTests
{
    [Fact]
    public async Task The_callers_cancellation_is_the_only_thing_thrown()
    {
        using var stop = new CancellationTokenSource();
        await using var stalled = new RawOrigin(exchange =>
        {
            stop.Cancel();
            return exchange.StallAsync();
        });
        using var fetcher = new FetcherUnderTest();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetcher.FetchUntilAsync(new FetchRequest(stalled.Url()), stop.Token));
        Assert.Equal(stop.Token, thrown.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetcher.FetchUntilAsync(new FetchRequest(stalled.Url()), stop.Token));
        Assert.Single(stalled.Requests);
    }

    [Fact]
    public async Task A_cancelled_body_is_a_cancellation_not_a_truncation()
    {
        using var stop = new CancellationTokenSource();
        await using var origin = new RawOrigin(async exchange =>
        {
            await exchange.SayAsync("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n<rss>");
            await stop.CancelAsync();
            await exchange.StallAsync();
        });
        using var fetcher = new FetcherUnderTest();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetcher.FetchUntilAsync(new FetchRequest(origin.Url()), stop.Token));
    }

    [Fact]
    public async Task What_nobody_foresaw_is_a_failure_of_class_internal()
    {
        using var fetcher = new FetcherUnderTest(names: (_, _) => throw new TimeZoneNotFoundException("odd"));

        await fetcher.FailedAsync(new Uri("http://feeds.example/"), FailureClass.Internal);
    }

    [Fact]
    public async Task Answers_bytes_and_failures_are_counted_without_naming_hosts()
    {
        await using var origin = RawOrigin.Saying(
            "HTTP/1.1 302 Found\r\nLocation: /a\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<rss/>", "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n");
        using var fetcher = new FetcherUnderTest();
        var counted = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Scope == fetcher.Meters) listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            lock (counted) counted.Add($"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}".TrimEnd());
        });
        listener.Start();

        await fetcher.FetchedAsync(origin.Url());
        await fetcher.FailedAsync(origin.Url(), FailureClass.NotFound);

        Assert.Equal(
            [
                "aggregator_http_responses 1 class=3xx version=1", "aggregator_http_responses 1 class=2xx version=1", "aggregator_http_received_bytes 6",
                "aggregator_http_responses 1 class=4xx version=1", "aggregator_http_received_bytes 0", "aggregator_http_failures 1 class=NotFound",
            ],
            counted);
    }

    [Fact]
    public async Task The_composition_gives_a_fetcher_that_guards_by_the_settings()
    {
        await using var origin = RawOrigin.Saying("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<rss/>");
        await using var open = new ServiceCollection().AddFetching(new Settings { Fetching = FetcherUnderTest.Options }).BuildServiceProvider();
        await using var closed = new ServiceCollection().AddFetching(new Settings()).BuildServiceProvider();
        var request = new FetchRequest(origin.Url());

        Assert.IsType<FetchOutcome.Fetched>(await open.GetRequiredService<FeedFetcher>().FetchAsync(request, TestContext.Current.CancellationToken));
        var refused = Assert.IsType<FetchOutcome.Failed>(await closed.GetRequiredService<FeedFetcher>().FetchAsync(request, TestContext.Current.CancellationToken));

        Assert.Equal(FailureClass.BlockedAddress, refused.Class);
        Assert.Single(origin.Requests);
    }
}
