using System.Data.Common;
using System.Globalization;
using Aggregator.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aggregator.Outputs;

/// <summary>The boundary of one request: whatever goes wrong behind it is answered as a problem, and what was refused without a word gets one.</summary>
internal sealed partial class ProblemBoundary(Database database, ILogger<ProblemBoundary> logger)
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(10);

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context).ConfigureAwait(false);
            var response = context.Response;
            if (response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null })
                await Problem.WriteAsync(response, response.StatusCode, Wordless(context)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there any more.
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await Problem.WriteAsync(context.Response, e.StatusCode, e.Message).ConfigureAwait(false);
        }
        catch (DbException e) when (!context.Response.HasStarted)
        {
            LogDatabase(database.Explain(e));
            context.Response.Headers.RetryAfter = Retry.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            await Problem.WriteAsync(context.Response, StatusCodes.Status503ServiceUnavailable, "The database cannot be used just now; try again soon, and see the daemon's log.").ConfigureAwait(false);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            LogFailed(e, context.Request.Method, context.Request.Path, context.TraceIdentifier);
            await Problem.WriteAsync(context.Response, StatusCodes.Status500InternalServerError, $"That is a bug; the daemon's log tells it under {context.TraceIdentifier}.").ConfigureAwait(false);
        }
    }

    private static string Wordless(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => $"There is nothing at {context.Request.Path}; /api/v1/openapi.json lists what there is.",
        StatusCodes.Status405MethodNotAllowed => $"{context.Request.Path} has no {context.Request.Method}; the header Allow lists what it has.",
        StatusCodes.Status415UnsupportedMediaType => "Send the body as application/json.",
        _ => "The request was refused.",
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request could not be answered: {Reason}")]
    private partial void LogDatabase(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed ({Trace})")]
    private partial void LogFailed(Exception exception, string method, string path, string trace);
}
