using System.Text;
using System.Text.Json;
using Aggregator.Tests.Fetching;

namespace Aggregator.Tests.Outputs.Webhooks;

/// <summary>Somebody who is called: writes down every call, checks its signature as receivers do, and answers as it is told to.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly List<ReceivedCall> _calls = [];
    private KestrelOrigin? _origin;

    public string Url => $"http://127.0.0.2:{_origin!.Port}/hook";

    public IReadOnlyList<ReceivedCall> Calls => _calls;

    /// <summary>The status of the next answers; 0 breaks the connection instead, as one does who dies.</summary>
    public int Status { get; set; } = 200;

    /// <summary>What happens while a call is being answered.</summary>
    public Action Meanwhile { get; set; } = () => { };

    public static async Task<Receiver> StartAsync()
    {
        var receiver = new Receiver();
        receiver._origin = await KestrelOrigin.StartAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            var body = await reader.ReadToEndAsync();
            var headers = context.Request.Headers;
            receiver._calls.Add(new ReceivedCall(headers["webhook-id"]!, headers["webhook-timestamp"]!, headers["webhook-signature"]!, body));
            receiver.Meanwhile();
            if (receiver.Status == 0)
                context.Abort();
            else
                context.Response.StatusCode = receiver.Status;
        });
        return receiver;
    }

    /// <summary>The change numbers that each call told.</summary>
    public IEnumerable<string> Told() => _calls.Select(call => string.Join(',', call.Numbers()));

    public ValueTask DisposeAsync() => _origin!.DisposeAsync();
}

internal sealed record ReceivedCall(string Id, string Timestamp, string Signature, string Body)
{
    public JsonElement Json { get; } = JsonDocument.Parse(Body).RootElement;

    /// <summary>By the rules of Standard Webhooks, computed here by itself.</summary>
    public bool IsSigned(string secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var hash = System.Security.Cryptography.HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.{Body}"));
        return Signature.Split(' ').Contains("v1," + Convert.ToBase64String(hash));
    }

    public IEnumerable<long> Numbers() => Json.GetProperty("data").GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("number").GetInt64());
}
