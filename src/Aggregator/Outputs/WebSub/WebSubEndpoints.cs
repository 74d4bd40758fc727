using System.Globalization;
using Aggregator.Configuration;
using Aggregator.Configuration.Reading;
using Aggregator.Outputs.Access;
using Aggregator.Polling.WebSub;
using Aggregator.Storage.Deliveries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Outputs.WebSub;

/// <summary>
/// Where hubs call: <c>/websub/TOKEN</c>. The token is all the authorisation there is for verification; content is taken only with a signature. An
/// unknown token is answered 410, which tells the hub to forget us.
/// </summary>
internal static class WebSubEndpoints
{
    private static readonly TimeSpan LongestLease = TimeSpan.FromDays(365);
    private static readonly TimeSpan Retry = TimeSpan.FromDays(1);

    public static IServiceCollection Add(IServiceCollection services, Settings settings) => services.AddSingleton(settings.WebSub);

    public static void Map(IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetRequiredService<WebSubOptions>().PublicUrl is null)
            return;
        routes.MapGet("/websub/{token}", Verify).IsOpen();
        routes.MapPost("/websub/{token}", ReceiveAsync).IsOpen();
    }

    /// <summary>Verification of intent (WebSub §5.3): only what we have asked for is confirmed.</summary>
    private static IResult Verify(string token, HttpRequest request, SubscriptionStore store, TimeProvider time)
    {
        if (store.Find(token) is not { } subscription)
            return Results.StatusCode(StatusCodes.Status410Gone);
        var (query, now) = (request.Query, time.GetUtcNow());
        if (query["hub.topic"] != subscription.Topic)
            return Results.NotFound();
        if (query["hub.mode"] == "denied")
        {
            store.End(subscription, $"The hub refuses: {Excerpt.Of(query["hub.reason"].ToString())}", now + Retry, now);
            return Results.Ok();
        }
        // Nobody but us ends a subscription; whoever asks for that did not hear it from here.
        if (query["hub.mode"] != "subscribe" || query["hub.challenge"].ToString() is not { Length: > 0 } challenge)
            return Results.NotFound();
        var lease = long.TryParse(query["hub.lease_seconds"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 && seconds < LongestLease.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : LongestLease;
        store.Verify(subscription, now + lease, now + LeaseRenewal.After(lease, token), now);
        return Results.Text(challenge, "text/plain");
    }

    private static async Task<IResult> ReceiveAsync(string token, HttpRequest request, SubscriptionStore store, PushReceiver receiver, FetchingOptions fetching)
    {
        if (store.Find(token) is not { VerifiedAt: not null } subscription)
            return Results.StatusCode(StatusCodes.Status410Gone);
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = fetching.MaxBytes;
        using var body = new MemoryStream();
        try
        {
            await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted).ConfigureAwait(false);
        }
        catch (BadHttpRequestException e)
        {
            return Results.StatusCode(e.StatusCode);
        }
        // Told nobody: a hub that signs wrongly shall not be helped to find out how (WebSub §8).
        if (PushSignature.IsValid(request.Headers["X-Hub-Signature"], subscription.Secret, body.GetBuffer().AsSpan(0, (int)body.Length)))
        {
            var result = await receiver.TakeInAsync(subscription, body.ToArray(), request.ContentType).ConfigureAwait(false);
            if (result == PushResult.Busy)
                return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }
}
