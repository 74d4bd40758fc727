using System.Globalization;
using Aggregator.Storage.Access;
using Microsoft.AspNetCore.Http;

namespace Aggregator.Outputs.Access;

/// <summary>Stands before every endpoint: security headers first, then who may. What says nothing is closed, and so is what does not exist.</summary>
internal sealed class AccessCheck(AccessGate gate)
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        SecurityHeaders.Set(context.Response.Headers);
        var request = context.Request;
        var needed = context.GetEndpoint()?.Metadata.GetMetadata<Needed>() is { } said
            ? said.Scope
            : HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) ? KeyScope.Read : KeyScope.Write;
        if (needed is not { } scope)
            return next(context);
        switch (gate.Admit(context, SentKey.Of(request), scope))
        {
            case Admission.Admitted admitted:
                context.Features.Set(admitted.Caller);
                return next(context);
            case Admission.Refused refused:
                return AnswerAsync(context.Response, refused);
            default:
                throw new InvalidOperationException("an outcome of another kind");
        }
    }

    private static Task AnswerAsync(HttpResponse response, Admission.Refused refused)
    {
        // Both: what API clients send, and what makes a browser or a feed reader ask for a password (RFC 9110 §11.6.1).
        if (refused.Status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = new(["Bearer realm=\"aggregator\"", "Basic realm=\"aggregator\", charset=\"UTF-8\""]);
        if (refused.RetryAfter is { } wait)
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Problem.WriteAsync(response, refused.Status, refused.Reason);
    }
}
