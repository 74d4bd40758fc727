using System.Globalization;
using Aggregator.Configuration;
using Aggregator.Storage.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aggregator.Outputs.Access;

/// <summary>
/// Decides who may do what. Without any key, and listening on loopback only, everybody on this machine may do everything; with the first key everybody
/// needs one, on this machine too, since a proxy may stand on it.
/// </summary>
internal sealed partial class AccessGate(KeyRing keys, FailureLimit failures, ListenRule listening, HttpOptions options, ILogger<AccessGate> logger)
{
    private readonly string[] _origins = WebOrigins.Of(options);

    /// <summary>For outputs whose clients send the key in a way of their own. Others need not call it: see <see cref="AccessEndpoints"/>.</summary>
    /// <param name="context">Who asks, and from where.</param>
    /// <param name="key">What they sent as their key; null when nothing.</param>
    /// <param name="needed">What they want to do.</param>
    public Admission Admit(HttpContext context, string? key, KeyScope needed)
    {
        if (key is null)
            return Anonymous(context.Request, needed);
        if (keys.Find(key) is { } found)
            return Admit(found, needed);

        var address = context.Connection.RemoteIpAddress;
        if (failures.Count(address) is { } wait)
            return new Admission.Refused(StatusCodes.Status429TooManyRequests, "Too many wrong keys came from this address.", wait);
        LogWrongKey(logger, address?.ToString() ?? "an unknown address");
        return new Admission.Refused(StatusCodes.Status401Unauthorized, "The key is not known.");
    }

    /// <summary>For whoever has shown already that a key is theirs.</summary>
    public static Admission Admit(ApiKey key, KeyScope needed) => key.Scope >= needed
        ? new Admission.Admitted(new Caller(key.Name, key.Scope))
        : new Admission.Refused(StatusCodes.Status403Forbidden, $"The key \"{key.Name}\" has the scope {key.Scope.ToString().ToLowerInvariant()}; this needs write.");

    private Admission Anonymous(HttpRequest request, KeyScope needed)
    {
        if (!listening.IsLoopbackOnly || !keys.IsEmpty)
            return new Admission.Refused(StatusCodes.Status401Unauthorized, "A key is needed: Authorization: Bearer KEY.");
        // A page whose name its owner lets DNS resolve to 127.0.0.1 is of the same origin to a browser; only the Host header tells.
        if (!ListenRule.IsLoopback(request.Host.Host.Trim('[', ']')))
            return new Admission.Refused(StatusCodes.Status403Forbidden, "Without a key the host must be localhost or a loopback address.");
        // A browser sends forms of any page to any address.
        if (needed > KeyScope.Read && IsFromAnotherSite(request))
            return new Admission.Refused(StatusCodes.Status403Forbidden, "Pages of other sites need a key.");
        return new Admission.Admitted(new Caller(Caller.Anonymous, KeyScope.Write));
    }

    private bool IsFromAnotherSite(HttpRequest request)
    {
        if (request.Headers.Origin is [{ } origin, ..])
            return origin != string.Create(CultureInfo.InvariantCulture, $"{request.Scheme}://{request.Host}") && !_origins.Contains(origin, StringComparer.Ordinal);
        return request.Headers["Sec-Fetch-Site"] is ["cross-site" or "same-site", ..];
    }

    /// <summary>Stops by itself: of what comes after the limit nothing is said.</summary>
    [LoggerMessage(Level = LogLevel.Warning, Message = "A request from {Address} came with a wrong key")]
    private static partial void LogWrongKey(ILogger logger, string address);
}
