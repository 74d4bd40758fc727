using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Aggregator.Outputs.Pages;

/// <summary>
/// Whether a form comes from a page of ours. Browsers send the key by themselves once they have it, so a key proves nothing about who made the form;
/// what says that are headers that no page can set: <c>Sec-Fetch-Site</c>, and <c>Origin</c> where the connection is not encrypted.
/// </summary>
internal static class SentForm
{
    /// <summary>A page of 200 feeds, all ticked, with room.</summary>
    public static readonly FormOptions Limits = new() { ValueCountLimit = 2000, ValueLengthLimit = 4096, KeyLengthLimit = 100, BufferBodyLengthLimit = 256 * 1024, MultipartBodyLengthLimit = 256 * 1024 };

    /// <summary>Null when it does.</summary>
    public static string? Refusal(HttpRequest request)
    {
        const string refusal = "This form was not sent by a page of this daemon; open the page here and send it again. Programs use /api/v1.";
        if (request.Headers["Sec-Fetch-Site"] is [{ } site, ..])
            return site == "same-origin" ? null : refusal;
        // A proxy may have ended TLS: scheme and port of the origin are those that the browser saw, the name and port of Host as well.
        return request.Headers.Origin is [{ } origin, ..] && Uri.TryCreate(origin, UriKind.Absolute, out var from)
            && from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase) ? null : refusal;
    }
}
