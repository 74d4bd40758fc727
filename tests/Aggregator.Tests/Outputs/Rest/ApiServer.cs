using System.Text.Json;
using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Normalizing;
using Aggregator.Outputs.Access;
using Aggregator.Outputs.Events;
using Aggregator.Outputs.Feeds;
using Aggregator.Outputs.GoogleReader;
using Aggregator.Outputs.OpenApi;
using Aggregator.Outputs.Pages;
using Aggregator.Outputs.Rest;
using Aggregator.Outputs.Stream;
using Aggregator.Parsing;
using Aggregator.Polling;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Aggregator.Storage.Access;
using Aggregator.Tests.Storage;
using Aggregator.Tests.Storage.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aggregator.Tests.Outputs.Rest;

/// <summary>The API on loopback over a real database, with feeds whose polls a test writes. Nothing is fetched.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Dictionary<long, DueFeed> _feeds = [];

    private ApiServer(TestDatabase file, string[] urls)
    {
        Harness = new WriterHarness(file, urls);
        // Listed, never called: nothing is delivered here.
        var settings = new Settings { Webhooks = new WebhooksOptions { Endpoints = [new WebhookEndpoint("desk", "https://desk.example/changes")] } };
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "aggregator" });
        // As the daemon does.
        builder.Logging.AddProvider(Log).AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.AddRoutingCore().AddMetrics().AddSingleton<TimeProvider>(Time).AddSingleton(CronSchedule.Reader).AddSingleton<SchedulerPulse>().AddSingleton<JobWatch>();
        builder.Services.AddConfiguration(settings, Lists, () => TestPolls.Catalog(urls), new IncludeCache(Path.GetTempPath()))
            .AddFetching(settings).AddParsing().AddNormalizing().AddStorage(file.Database, settings).AddPolling();
        EventsComposition.Add(builder.Services);
        AccessComposition.Add(builder.Services, settings.Http);
        RestComposition.Add(builder.Services);
        StreamEndpoint.Add(builder.Services);
        MergedFeedEndpoints.Add(builder.Services, settings);
        ReaderEndpoints.Add(builder.Services);
        OpenApiComposition.Add(builder.Services);
        PagesComposition.Add(builder.Services);
        // The harness writes: its commits are those that the daemon's own writer makes.
        builder.Services.AddSingleton(Harness.Writer);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.UseRouting();
        RestComposition.Use(_app);
        AccessComposition.Use(_app);
        RestEndpoints.Map(_app);
        StreamEndpoint.Map(_app);
        MergedFeedEndpoints.Map(_app);
        ReaderEndpoints.Map(_app);
        OpenApiComposition.Map(_app);
        PagesComposition.Map(_app);
        _app.MapGet("/api/v1/broken", string () => throw new InvalidOperationException("a secret of the inside")).ExcludeFromDescription();
    }

    public WriterHarness Harness { get; }

    internal WatchedTime Time { get; } = new(TestPolls.Noon);

    public KeptLog Log { get; } = new();

    /// <summary>A folder of feed lists: empty, whatever is in force.</summary>
    public string Lists { get; } = Directory.CreateTempSubdirectory("lists-").FullName;

    public HttpClient Client { get; } = new();

    public Uri Address => Client.BaseAddress!;

    public IServiceProvider Services => _app.Services;

    public static async Task<ApiServer> StartAsync(TestDatabase file, params string[] urls)
    {
        var server = new ApiServer(file, urls);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        server.Client.BaseAddress = new Uri(server._app.Urls.Single());
        return server;
    }

    /// <summary>A poll of a feed brings entries.</summary>
    public async Task PollAsync(long feed, DateTimeOffset at, params ArticleDraft[] entries)
    {
        _feeds[feed] = Harness.Claim(feed);
        Assert.Null((await Harness.Write(TestPolls.Poll(_feeds[feed], at, entries))).Failure);
    }

    public string AddKey(string name, KeyScope scope)
    {
        var text = AccessKey.Create();
        Assert.True(new ApiKeyStore(Harness.File.Database).Add(new ApiKey { Name = name, Scope = scope, Hash = AccessKey.Hash(text), CreatedAt = Time.GetUtcNow() }));
        return text;
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await SendAsync("GET", path);
        Assert.True((int)answer.StatusCode == 200, $"{path} answered {(int)answer.StatusCode}: {string.Join('\n', Log.Lines)}");
        return await JsonAsync(answer);
    }

    public async Task<HttpResponseMessage> SendAsync(string method, string path, string? json = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/v1" + path);
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        if (json is not null)
            request.Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        using var document = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await Harness.DisposeAsync();
        Directory.Delete(Lists, recursive: true);
    }
}
