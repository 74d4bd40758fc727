using System.Net;
using System.Text;
using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Polling;
using Aggregator.Tests.Configuration;
using Aggregator.Tests.Configuration.Lists;
using Aggregator.Tests.Fetching;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Aggregator.Tests.Polling;

public sealed class IncludeRefresherTests : IAsyncDisposable
{
    private readonly TemporaryFolder _lists = new();
    private readonly TemporaryFolder _copies = new();
    private readonly FakeTimeProvider _time = new();
    private readonly List<(string? IfNoneMatch, int Status)> _requests = [];
    private ServiceProvider? _services;
    private string _body = "feeds: [https://a.example/]";
    private int _status = 200;

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
        _lists.Dispose();
        _copies.Dispose();
    }

    [Fact]
    public async Task A_list_is_fetched_when_due_and_conditionally_and_a_change_is_told()
    {
        await using var origin = await KestrelOrigin.StartAsync(AnswerAsync);
        var (refresher, cache, url) = Start(origin);
        Assert.True(await refresher.RefreshDueAsync(TestContext.Current.CancellationToken));
        Assert.False(await refresher.RefreshDueAsync(TestContext.Current.CancellationToken));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.False(await refresher.RefreshDueAsync(TestContext.Current.CancellationToken));
        _time.Advance(TimeSpan.FromHours(1));
        _body = "feeds: []";
        Assert.True(await refresher.RefreshDueAsync(TestContext.Current.CancellationToken));
        Assert.Equal([200, 304, 200], _requests.Select(r => r.Status));
        Assert.Equal(_body, Encoding.UTF8.GetString(cache.Read(url)!));
        Assert.Equal(_time.GetUtcNow(), cache.Describe(url)!.FetchedAt);
    }

    [Theory]
    [InlineData(500, "feeds: []")]
    [InlineData(200, "<html>Not found</html>")]
    [InlineData(200, "just text")]
    [InlineData(200, "feeds: [\t")]
    [InlineData(200, "")]
    public async Task The_last_good_copy_stays_whatever_comes(int status, string body)
    {
        await using var origin = await KestrelOrigin.StartAsync(AnswerAsync);
        var (refresher, cache, url) = Start(origin);
        await refresher.RefreshDueAsync(TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromHours(1));
        (_status, _body) = (status, body);
        Assert.False(await refresher.RefreshDueAsync(TestContext.Current.CancellationToken));
        Assert.Equal("feeds: [https://a.example/]", Encoding.UTF8.GetString(cache.Read(url)!));
        // Tried again sooner than a list that is well.
        _time.Advance(TimeSpan.FromMinutes(5));
        (_status, _body) = (200, "feeds: []");
        Assert.True(await refresher.RefreshDueAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_restart_does_not_ask_early()
    {
        await using var origin = await KestrelOrigin.StartAsync(AnswerAsync);
        await Start(origin).Refresher.RefreshDueAsync(TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromMinutes(59));
        await _services!.DisposeAsync();
        var (refresher, _, _) = Start(origin);
        await refresher.RefreshDueAsync(TestContext.Current.CancellationToken);
        Assert.Single(_requests);
        _time.Advance(TimeSpan.FromMinutes(1));
        await refresher.RefreshDueAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, _requests.Count);
    }

    private (IncludeRefresher Refresher, IncludeCache Cache, string Url) Start(KestrelOrigin origin)
    {
        var url = $"http://127.0.0.2:{origin.Port}/list";
        var cache = new IncludeCache(_copies.Path);
        _lists.Write("list.yaml", $"include: {url}");
        var catalog = ((CatalogOutcome.Loaded)CatalogLoader.Load(_lists.Path, Crons.Reader, includes: cache)).Catalog;
        var settings = new Settings { Fetching = new FetchingOptions { AllowedNetworks = [IPNetwork.Parse("127.0.0.2/32")] } };
        _services = new ServiceCollection().AddSingleton<TimeProvider>(_time).AddSingleton(Crons.Reader).AddLogging(l => l.ClearProviders()).AddMetrics()
            .AddConfiguration(settings, _lists.Path, () => catalog, cache).AddFetching(settings).AddSingleton<IncludeRefresher>().BuildServiceProvider();
        return (_services.GetRequiredService<IncludeRefresher>(), cache, url);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var tag = $"\"{_body.GetHashCode(StringComparison.Ordinal)}\"";
        var asked = context.Request.Headers.IfNoneMatch.FirstOrDefault();
        context.Response.StatusCode = _status == 200 && asked == tag ? 304 : _status;
        _requests.Add((asked, context.Response.StatusCode));
        context.Response.Headers.ETag = tag;
        if (context.Response.StatusCode != 304)
            await context.Response.WriteAsync(_body, context.RequestAborted);
    }
}
