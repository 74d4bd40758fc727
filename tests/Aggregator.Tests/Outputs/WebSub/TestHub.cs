using System.Security.Cryptography;
using System.Text;
using Aggregator.Tests.Fetching;
using Microsoft.AspNetCore.Http;

namespace Aggregator.Tests.Outputs.WebSub;

/// <summary>A publisher with a hub: serves one feed, takes subscriptions, verifies them, and pushes what it is told to push.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "Many hubs sign with SHA-1, and ours does as they do.")]
internal sealed class TestHub : IAsyncDisposable
{
    private readonly HttpClient _client = new();
    private KestrelOrigin _origin = null!;

    public string FeedUrl => $"http://127.0.0.2:{_origin.Port}/feed";

    public string HubUrl => $"http://127.0.0.2:{_origin.Port}/hub";

    /// <summary>Entries that the feed has.</summary>
    public List<string> Entries { get; } = ["first"];

    /// <summary>Requests for the feed.</summary>
    public int Visits { get; private set; }

    /// <summary>What was asked of the hub, newest last.</summary>
    public List<Dictionary<string, string>> Asked { get; } = [];

    /// <summary>The hub's answer to subscriptions.</summary>
    public int Status { get; set; } = 202;

    public static async Task<TestHub> StartAsync()
    {
        var hub = new TestHub();
        hub._origin = await KestrelOrigin.StartAsync(hub.AnswerAsync);
        return hub;
    }

    /// <summary>Asks the subscriber whether it meant what it asked for, as hubs do; gives the status and the answer.</summary>
    public async Task<(int Status, string Text)> VerifyAsync(string mode = "subscribe", string? topic = null, long lease = 864_000, string? callback = null)
    {
        var asked = Asked[^1];
        var query = $"hub.mode={mode}&hub.topic={Uri.EscapeDataString(topic ?? asked["hub.topic"])}&hub.challenge=ch4ll3nge&hub.lease_seconds={lease}&hub.reason=no";
        using var response = await _client.GetAsync(new Uri($"{callback ?? asked["hub.callback"]}?{query}"), TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Pushes a feed document with these entries alone.</summary>
    /// <param name="entries">What is in it.</param>
    /// <param name="signature">In place of the right one.</param>
    /// <param name="method">Of the signature.</param>
    /// <param name="body">In place of a feed.</param>
    public async Task<int> PushAsync(IEnumerable<string> entries, string? signature = null, string method = "sha256", string? body = null)
    {
        var asked = Asked[^1];
        var bytes = Encoding.UTF8.GetBytes(body ?? Feed(entries));
        var key = Encoding.UTF8.GetBytes(asked["hub.secret"]);
        var hash = method == "sha1" ? HMACSHA1.HashData(key, bytes) : HMACSHA256.HashData(key, bytes);
        using var request = new HttpRequestMessage(HttpMethod.Post, asked["hub.callback"]) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new("application/atom+xml");
        request.Headers.TryAddWithoutValidation("X-Hub-Signature", signature ?? $"{method}={Convert.ToHexStringLower(hash)}");
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _origin.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/feed")
        {
            Visits++;
            context.Response.ContentType = "application/atom+xml";
            await context.Response.WriteAsync(Feed(Entries));
            return;
        }
        var form = await context.Request.ReadFormAsync();
        Asked.Add(form.ToDictionary(field => field.Key, field => field.Value.ToString()));
        context.Response.StatusCode = Status;
    }

    private string Feed(IEnumerable<string> entries) => $"""
        <feed xmlns="http://www.w3.org/2005/Atom"><id>urn:hub</id><title>Hub</title><updated>2026-03-01T12:00:00Z</updated>
        <link rel="hub" href="{HubUrl}"/><link rel="self" href="{FeedUrl}"/>
        {string.Concat(entries.Select(e => $"<entry><id>urn:{e}</id><title>{e}</title><link href='http://127.0.0.2/{e}'/><updated>2026-03-01T12:00:00Z</updated><content>The story of {e}.</content></entry>"))}
        </feed>
        """;
}
