using System.Net;

namespace Aggregator.Fetching;

/// <summary>Says what a status without a document means.</summary>
internal static class StatusReader
{
    public static FetchOutcome.Failed Read(HttpResponseMessage response, string host)
    {
        var status = (int)response.StatusCode;
        var failure = status switch
        {
            404 => FailureClass.NotFound,
            410 => FailureClass.Gone,
            429 => FailureClass.TooManyRequests,
            >= 300 and < 400 => FailureClass.Redirect,
            >= 400 and < 500 => FailureClass.ClientError,
            _ => FailureClass.ServerError,
        };
        return new(failure, $"{host} answered {Describe(response.StatusCode)}{Remark(response, status)}.");
    }

    private static string Remark(HttpResponseMessage response, int status) => status switch
    {
        403 or 429 or 503 when IsChallenge(response) => ": its bot protection wants a browser (cf-mitigated: challenge)",
        401 => ": it wants credentials",
        226 => " with a part that was not asked for",
        >= 200 and < 300 => " without a document",
        _ => "",
    };

    /// <summary>Cloudflare marks its challenge pages so that programs need not guess.</summary>
    private static bool IsChallenge(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("cf-mitigated", out var values) && values.ToString().Contains("challenge", StringComparison.OrdinalIgnoreCase);

    /// <summary>The number with its registered name; the server's own wording is not repeated.</summary>
    private static string Describe(HttpStatusCode status)
    {
        using var named = new HttpResponseMessage(status);
        return string.IsNullOrEmpty(named.ReasonPhrase) ? $"{(int)status}" : $"{(int)status} {named.ReasonPhrase}";
    }
}
