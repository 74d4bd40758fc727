using System.Diagnostics.Metrics;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Fetching.Addresses;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aggregator.Tests.Fetching;

/// <summary>A real fetcher with scripted names: 127.0.0.2 is allowed and 127.0.0.1 is not.</summary>
internal sealed class FetcherUnderTest : IDisposable
{
    public static readonly FetchingOptions Options = new() { AllowedNetworks = [IPNetwork.Parse("127.0.0.2/32")], MaxBytes = 1024 * 1024 };

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly NameResolver _resolver;
    private readonly HttpTransport _transport;
    private readonly FeedFetcher _fetcher;

    public FetcherUnderTest(
        FetchingOptions? options = null, TimeProvider? time = null, NameLookup? names = null, X509ChainPolicy? trust = null, CatalogSource? catalog = null,
        ILogger<FeedFetcher>? logger = null, TimeSpan? idle = null)
    {
        options ??= Options;
        time ??= TimeProvider.System;
        _resolver = new NameResolver(names ?? ((host, _) => throw new InvalidOperationException($"Nobody should look up {host}.")), time);
        _transport = new HttpTransport(options, _resolver, time, trust, idle);
        _fetcher = new FeedFetcher(_transport, new UserAgent(options.ContactUrl, catalog), options, time, new FetchMetrics(Meters), logger ?? NullLogger<FeedFetcher>.Instance);
    }

    public FeedFetcher Fetcher => _fetcher;

    public IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    public static NameLookup Names(params (string Host, string Address)[] known) => (host, _) =>
        Task.FromResult(known.Where(name => name.Host == host).Select(name => IPAddress.Parse(name.Address)).ToArray());

    public Task<FetchOutcome> FetchAsync(Uri url) => FetchAsync(new FetchRequest(url));

    public Task<FetchOutcome> FetchAsync(FetchRequest request) => _fetcher.FetchAsync(request, TestContext.Current.CancellationToken);

    public Task<FetchOutcome> FetchUntilAsync(FetchRequest request, CancellationToken token) => _fetcher.FetchAsync(request, token);

    public async Task<FetchOutcome.Fetched> FetchedAsync(FetchRequest request) => Assert.IsType<FetchOutcome.Fetched>(await FetchAsync(request));

    public Task<FetchOutcome.Fetched> FetchedAsync(Uri url) => FetchedAsync(new FetchRequest(url));

    public async Task<FetchOutcome.Failed> FailedAsync(Uri url, FailureClass expected) => await FailedAsync(new FetchRequest(url), expected);

    public async Task<FetchOutcome.Failed> FailedAsync(FetchRequest request, FailureClass expected)
    {
        var failed = Assert.IsType<FetchOutcome.Failed>(await FetchAsync(request));
        Assert.True(failed.Class == expected, $"{failed.Class}: {failed.Reason}");
        Assert.EndsWith(".", failed.Reason, StringComparison.Ordinal);
        return failed;
    }

    public void Dispose()
    {
        _transport.Dispose();
        _resolver.Dispose();
        _services.Dispose();
    }
}
