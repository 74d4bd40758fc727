using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Aggregator.Outputs.GoogleReader;

/// <summary>The parameters of a call, which clients send in the query, in a form, or in both.</summary>
internal sealed class ReaderRequest(IQueryCollection query, IFormCollection form)
{
    private const long LargestForm = 1024 * 1024;

    public static async Task<ReaderRequest> OfAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.HasFormContentType)
            return new ReaderRequest(request.Query, FormCollection.Empty);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = LargestForm;
        // A thousand articles and more are marked at once.
        var form = new FormOptions { ValueCountLimit = 20_000, BufferBodyLengthLimit = LargestForm };
        return new ReaderRequest(request.Query, await new FormFeature(request, form).ReadFormAsync(context.RequestAborted).ConfigureAwait(false));
    }

    public StringValues All(string name) => StringValues.Concat(query[name], form[name]);

    /// <summary>The first one; null without any.</summary>
    public string? One(string name) => All(name) is [{ Length: > 0 } value, ..] ? value : null;

    public long? Number(string name) => long.TryParse(One(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A time in seconds; null when it is none, or beyond all calendars.</summary>
    public DateTimeOffset? Seconds(string name) =>
        Number(name) is { } seconds && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
