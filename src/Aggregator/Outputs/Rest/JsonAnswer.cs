using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Aggregator.Fetching;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Aggregator.Outputs.Rest;

/// <summary>
/// Answers reads. The validator is a 128-bit hash of the text: a megabyte of it costs a millisecond, while no number that the database keeps moves
/// with everything that an answer shows (names and tags of feeds, health by the clock).
/// </summary>
internal static class JsonAnswer
{
    private const string MediaType = "application/json; charset=utf-8";

    public static Task WriteAsync<T>(HttpContext context, T body, JsonTypeInfo<T> type) => WriteAsync(context, json => JsonSerializer.Serialize(json, body, type));

    public static async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        using var body = new PooledText(64 * 1024);
        using (var json = new Utf8JsonWriter(body, JsonForms.Lines))
            write(json);
        var (request, response) = (context.Request, context.Response);
        // Weak, since a proxy and we ourselves may compress what it stands for (RFC 9110 §8.8.1).
        var tag = new EntityTagHeaderValue($"\"{Hash128.Of(body.Written.Span)}\"", isWeak: true);
        response.Headers.ETag = tag.ToString();
        // May be kept by who asked, and is asked about each time.
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.Append(HeaderNames.Vary, "Authorization, X-API-Key");
        if (request.GetTypedHeaders().IfNoneMatch.Any(known => known.Tag == "*" || known.Compare(tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = MediaType;
        if (!HttpMethods.IsHead(request.Method))
            await response.Body.WriteAsync(body.Written, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Where the next page is (RFC 8288).</summary>
    public static void LinkNext(HttpContext context, string cursor)
    {
        var request = context.Request;
        var query = QueryString.Create([.. request.Query.Where(p => p.Key != "cursor").SelectMany(p => p.Value, (p, v) => KeyValuePair.Create(p.Key, v)), KeyValuePair.Create("cursor", (string?)cursor)]);
        context.Response.Headers.Link = $"<{request.Path.ToUriComponent()}{query}>; rel=\"next\"";
    }
}
