using System.Diagnostics;
using System.Globalization;
using Aggregator.Configuration;

namespace Aggregator.Fetching;

/// <summary>One request, by OpenTelemetry's semantic conventions for HTTP clients (1.23 and later). URLs carry no secrets.</summary>
internal static class HttpSpan
{
    /// <param name="span">Just begun, or null.</param>
    /// <param name="message">What will be sent.</param>
    /// <param name="resends">Redirects that were followed before.</param>
    public static void Describe(Activity? span, HttpRequestMessage message, int resends = 0)
    {
        if (span is not { IsAllDataRequested: true })
            return;
        var url = message.RequestUri!;
        span.SetTag("http.request.method", message.Method.Method).SetTag("url.full", Redactor.Url(url.AbsoluteUri)).SetTag("url.scheme", url.Scheme)
            .SetTag("server.address", url.IdnHost).SetTag("server.port", url.Port);
        if (resends > 0)
            span.SetTag("http.request.resend_count", resends);
        message.Options.Set(Spans.Requester, span);
    }

    public static void Answered(Activity? span, HttpResponseMessage response)
    {
        if (span is not { IsAllDataRequested: true })
            return;
        var status = (int)response.StatusCode;
        span.SetTag("http.response.status_code", status).SetTag("network.protocol.version", response.Version.Major >= 2 ? response.Version.Major.ToString(CultureInfo.InvariantCulture) : response.Version.ToString());
        if (status >= 400)
            span.Fail(status.ToString(CultureInfo.InvariantCulture));
    }
}
