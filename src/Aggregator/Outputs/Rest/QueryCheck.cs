using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Aggregator.Outputs.Rest;

/// <summary>
/// What an endpoint declares of its query. A parameter that is not declared is refused, since whoever misspelt a filter would take everything for what
/// they asked for.
/// </summary>
internal sealed record QueryCheck(ImmutableArray<QueryParameter> Parameters)
{
    public static RouteHandlerBuilder On(RouteHandlerBuilder endpoint, params ImmutableArray<QueryParameter> parameters)
    {
        var check = new QueryCheck(parameters);
        return endpoint.WithMetadata(check).AddEndpointFilter(check.FilterAsync);
    }

    private async ValueTask<object?> FilterAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (name, texts) in context.Request.Query)
        {
            if (Parameters.FirstOrDefault(known => known.Name == name) is not { } parameter)
                return await RefuseAsync(context, name, Parameters.IsEmpty ? $"\"{name}\" is no parameter; this takes none." : $"\"{name}\" is no parameter of this; there are {string.Join(", ", Parameters.Select(known => known.Name))}.").ConfigureAwait(false);
            if (texts.Count != 1)
                return await RefuseAsync(context, name, $"\"{name}\" stands there {texts.Count} times; give it once.").ConfigureAwait(false);
            if (parameter.Form.Read(texts[0] ?? "") is not { } value)
                return await RefuseAsync(context, name, $"\"{name}\" cannot be read: {parameter.Form.Remedy}.").ConfigureAwait(false);
            values.Add(name, value);
        }
        context.Features.Set(new QueryValues(values));
        var answer = await next(invocation).ConfigureAwait(false);
        // In native code the framework hands on a handler's task as if it were what is to be answered.
        if (answer is not Task handled)
            return answer;
        await handled.ConfigureAwait(false);
        return Results.Empty;
    }

    private static async Task<object?> RefuseAsync(HttpContext context, string parameter, string detail)
    {
        await Problem.WriteAsync(context.Response, StatusCodes.Status400BadRequest, detail, parameter).ConfigureAwait(false);
        return Results.Empty;
    }
}
