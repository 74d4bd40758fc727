using System.Globalization;
using Aggregator.Outputs.Rest;
using Aggregator.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static Aggregator.Outputs.Rest.QueryParameters;

namespace Aggregator.Outputs.Stream;

/// <summary><c>/api/v1/stream</c>: changes as they happen, as server-sent events (HTML standard §9.2).</summary>
internal sealed class StreamEndpoint(ChangeFollower follower, ChangeReader changes, IHostApplicationLifetime lifetime, TimeProvider time) : IDisposable
{
    private const int MostListeners = 5_000;
    private const int ReadersAtOnce = 2;

    private readonly SemaphoreSlim _turns = new(ReadersAtOnce);

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddSingleton<ChangeFollower>()
        .AddHostedService(provider => provider.GetRequiredService<ChangeFollower>())
        .AddSingleton<StreamEndpoint>();

    public static void Map(WebApplication app) =>
        QueryCheck.On(
            app.MapGet(RestEndpoints.Root + "/stream", (HttpContext context, StreamEndpoint endpoint) => endpoint.AnswerAsync(context)).WithName("streamChanges").WithTags("Changes")
                .WithSummary("Changes as they happen, as server-sent events: id is the cursor, event the kind, data a change as in /changes. A comment every 15 s tells that it is alive.")
                .Produces<string>(StatusCodes.Status200OK, "text/event-stream"),
            StreamAfter, Kind, StreamFeed, StreamTag, StreamLanguage)
            .ProducesProblems(StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable);

    public void Dispose() => _turns.Dispose();

    private async Task AnswerAsync(HttpContext context)
    {
        var query = QueryValues.Of(context);
        var after = query.Number(StreamAfter);
        if (context.Request.Headers["Last-Event-ID"] is [{ Length: > 0 } id, ..])
        {
            if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                await Problem.WriteAsync(context.Response, StatusCodes.Status400BadRequest, "Last-Event-ID is not an id of this stream: send the id of the last event seen.", "Last-Event-ID").ConfigureAwait(false);
                return;
            }
            after = number;
        }
        if (follower.Listeners >= MostListeners)
        {
            context.Response.Headers.RetryAfter = "30";
            await Problem.WriteAsync(context.Response, StatusCodes.Status503ServiceUnavailable, "Too many listen already; try again later.").ConfigureAwait(false);
            return;
        }
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await new StreamListener(follower, changes, _turns, time)
                .RunAsync(context.Response, after, new StreamFilter(query.Number(StreamFeed), query.Text(StreamTag), query.Text(StreamLanguage), query.Texts(Kind)), end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It went away, we stop, or it took nothing for too long: half an event must not look like an end.
            context.Abort();
        }
    }
}
