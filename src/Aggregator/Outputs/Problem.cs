using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Aggregator.Outputs;

/// <summary>Errors as <c>application/problem+json</c> (RFC 9457).</summary>
internal static class Problem
{
    public const string MediaType = "application/problem+json";

    /// <param name="response">Not begun yet.</param>
    /// <param name="status">400 to 599.</param>
    /// <param name="detail">One sentence: what is wrong, and the remedy.</param>
    /// <param name="parameter">The parameter that is wrong; null when it is none.</param>
    public static async Task WriteAsync(HttpResponse response, int status, string detail, string? parameter = null)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, JsonForms.Lines))
        {
            json.WriteStartObject();
            json.WriteString("title", ReasonPhrases.GetReasonPhrase(status));
            json.WriteNumber("status", status);
            json.WriteString("detail", detail);
            if (parameter is not null)
                json.WriteString("parameter", parameter);
            json.WriteEndObject();
        }
        response.StatusCode = status;
        response.ContentType = MediaType;
        response.ContentLength = body.WrittenCount;
        if (!HttpMethods.IsHead(response.HttpContext.Request.Method))
            await response.Body.WriteAsync(body.WrittenMemory, response.HttpContext.RequestAborted).ConfigureAwait(false);
    }
}
