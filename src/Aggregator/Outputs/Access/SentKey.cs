using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Aggregator.Outputs.Access;

/// <summary>
/// Finds the key in a request: <c>Authorization: Bearer KEY</c> (RFC 6750 §2.1), <c>X-API-Key: KEY</c>, or as the password of Basic (RFC 7617), which is what
/// feed readers can send; the user name is not looked at. Never in the URL: URLs are logged everywhere.
/// </summary>
internal static class SentKey
{
    /// <summary>Null when none was sent; empty when what was sent cannot be one.</summary>
    public static string? Of(HttpRequest request)
    {
        if (request.Headers.Authorization is [{ } header, ..])
        {
            if (!AuthenticationHeaderValue.TryParse(header, out var sent) || sent.Parameter is not { } parameter)
                return "";
            return sent.Scheme.ToUpperInvariant() switch
            {
                "BEARER" => parameter,
                "BASIC" => Password(parameter),
                _ => "",
            };
        }
        return request.Headers["X-API-Key"] is [{ } key, ..] ? key : null;
    }

    private static string Password(string parameter)
    {
        Span<byte> bytes = stackalloc byte[512];
        if (!Convert.TryFromBase64String(parameter, bytes, out var length))
            return "";
        var pair = Encoding.UTF8.GetString(bytes[..length]);
        return pair.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? pair[(colon + 1)..] : "";
    }
}
