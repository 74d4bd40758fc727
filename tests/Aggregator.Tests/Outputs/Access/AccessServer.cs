using Aggregator.Configuration;
using Aggregator.Outputs.Access;
using Aggregator.Storage.Access;
using Aggregator.Tests.Storage;
using Aggregator.Tests.Storage.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Aggregator.Tests.Outputs.Access;

/// <summary>A real server on loopback with endpoints of each kind, behind the access check.</summary>
internal sealed class AccessServer : IAsyncDisposable
{
    private readonly SqliteTestDatabase _file = new();
    private readonly WebApplication _app;

    /// <param name="options">What the daemon is told; the test listens on loopback in any case.</param>
    public AccessServer(HttpOptions? options = null)
    {
        Keys = new ApiKeyStore(_file.Database);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "aggregator" });
        builder.Services.AddRoutingCore().AddLogging().AddSingleton<TimeProvider>(Time).AddSingleton(_file.Database);
        AccessComposition.Add(builder.Services, options ?? new HttpOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.UseRouting();
        AccessComposition.Use(_app);
        _app.MapGet("/open", () => "open").IsOpen();
        _app.MapGet("/read", (HttpContext context) => Caller.Of(context)?.Name);
        _app.MapPost("/write", (HttpContext context) => Caller.Of(context)?.Name);
        _app.MapPost("/ask", () => "answer").Needs(KeyScope.Read);
    }

    public FakeTimeProvider Time { get; } = new(TestPolls.Noon);

    public ApiKeyStore Keys { get; }

    public HttpClient Client { get; } = new();

    public async Task<AccessServer> StartAsync()
    {
        await _app.StartAsync(TestContext.Current.CancellationToken);
        Client.BaseAddress = new Uri(_app.Urls.Single());
        return this;
    }

    /// <summary>The text of a new key.</summary>
    public string AddKey(string name, KeyScope scope)
    {
        var text = AccessKey.Create();
        Assert.True(Keys.Add(new ApiKey { Name = name, Scope = scope, Hash = AccessKey.Hash(text), CreatedAt = Time.GetUtcNow() }));
        return text;
    }

    /// <summary>Sends a request with headers, each "Name: value".</summary>
    public async Task<HttpResponseMessage> SendAsync(string method, string path, params string[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        foreach (var header in headers)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            Assert.True(request.Headers.TryAddWithoutValidation(header[..colon], header[(colon + 1)..].Trim()));
        }
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<int> StatusAsync(string method, string path, params string[] headers)
    {
        using var answer = await SendAsync(method, path, headers);
        return (int)answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        _file.Dispose();
    }
}
