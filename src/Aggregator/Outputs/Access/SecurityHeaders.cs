using Microsoft.AspNetCore.Http;

namespace Aggregator.Outputs.Access;

/// <summary>
/// What every answer says to browsers: take it for what it says it is, run and load nothing, show it in nobody's frame, tell no other site about it, and
/// keep it nowhere. An output that serves pages, or answers that may be kept, sets its own policy over these.
/// </summary>
internal static class SecurityHeaders
{
    public const string NothingRuns = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void Set(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = NothingRuns;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }
}
