using Aggregator.Storage.Access;
using Microsoft.AspNetCore.Builder;

namespace Aggregator.Outputs.Access;

/// <summary>
/// How an output says who may use it:
/// <code>
/// routes.MapGet("/api/v1/feeds", …);                      // nothing said: reading needs a key of the scope read, every other method one of write
/// routes.MapPost("/search", …).Needs(KeyScope.Read);      // a POST that changes nothing
/// routes.MapGet("/health/live", …).IsOpen();              // everybody
/// routes.MapPost("/accounts/login", …).IsOpen();          // admits callers itself, by AccessGate.Admit(context, key, scope)
/// </code>
/// A handler that wants to know who asks calls <see cref="Caller.Of"/>. Groups of routes can be marked at once. Refusals are answered before the handler runs.
/// </summary>
internal static class AccessEndpoints
{
    public static T Needs<T>(this T endpoint, KeyScope scope)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new Needed(scope));

    public static T IsOpen<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new Needed(null));
}
