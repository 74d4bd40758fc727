using Aggregator.Configuration;

namespace Aggregator.Fetching.Bodies;

/// <summary>
/// Reads a body to its very end: framing, decoders and limits must all agree that it is complete, or there is no document. The one
/// thing that cannot be seen here is a body without length whose connection was closed early; the parser sees it by the missing end tag.
/// </summary>
internal sealed class BodyReader(FetchingOptions options)
{
    private const int FirstBuffer = 32 * 1024;

    /// <summary>Deflate can do 1032:1 and brotli far more, but text hardly 50:1; it is looked at only beyond the size of an ordinary feed.</summary>
    private const int MaxRatio = 250;
    private const int OrdinarySize = 1024 * 1024;

    public static FetchFailedException TooLarge(long maxBytes) =>
        new(FailureClass.TooLarge, $"The body is larger than the limit of {maxBytes} bytes.") { Bound = FetchBound.BodyBytes };

    /// <exception cref="FetchFailedException">The body is too large, cannot be decoded, or its length is not to be trusted.</exception>
    public async Task<PooledBody> ReadAsync(HttpResponseMessage response, Visit visit, long maxBytes)
    {
        CheckLength(response.Content, maxBytes);
        var codings = ContentCodings.Read(response.Content);
        var token = visit.Token;
        var source = await response.Content.ReadAsStreamAsync(token).ConfigureAwait(false);
        var wire = new MeasuredStream(source, visit, maxBytes, options.MinBytesPerSecond, options.SlowStart);
        try
        {
            var body = await ContentCodings.UndoAsync(wire, codings, token).ConfigureAwait(false);
            await using (body.ConfigureAwait(false)) return await ReadToEndAsync(body, wire, visit, maxBytes).ConfigureAwait(false);
        }
        // A decoder's own words are of no use to an operator; brotli's has another type than the others'.
        catch (Exception e) when (codings.Count > 0 && e is (InvalidDataException or InvalidOperationException))
        {
            var how = string.Join(", ", codings);
            throw new FetchFailedException(FailureClass.Truncated, $"The body cannot be decompressed ({how}): cut short, or not what it is said to be.", e);
        }
    }

    private static async Task<PooledBody> ReadToEndAsync(Stream source, MeasuredStream wire, Visit visit, long maxBytes)
    {
        var body = new PooledBody(FirstBuffer);
        try
        {
            int read;
            while ((read = await source.ReadAsync(body.Room, visit.Token).ConfigureAwait(false)) > 0)
            {
                body.Advance(read);
                if (body.Length > maxBytes) throw TooLarge(maxBytes);
                if (body.Length > OrdinarySize && body.Length / MaxRatio > visit.BytesReceived) throw TooDense();
                if (body.IsFull) body.Grow();
            }

            // The decoders may have ended before the message did; an incomplete message is refused (RFC 9112 §8).
            while (await wire.ReadAsync(body.Room, visit.Token).ConfigureAwait(false) > 0)
            {
            }

            return body;
        }
        catch
        {
            ((IDisposable)body).Dispose();
            throw;
        }
    }

    private static FetchFailedException TooDense() =>
        new(FailureClass.TooLarge, $"The body grew to more than {MaxRatio} times its size when decompressed.") { Bound = FetchBound.Ratio };

    /// <summary>The framework takes the first of several lengths, and none for an unreadable one: both would hide a cut (RFC 9112 §6.3).</summary>
    private static void CheckLength(HttpContent content, long maxBytes)
    {
        if (!content.Headers.NonValidated.TryGetValues("Content-Length", out var values)) return;
        string? first = null;
        foreach (var value in values)
        {
            first ??= value;
            if (value != first || value.Length == 0 || value.AsSpan().ContainsAnyExceptInRange('0', '9'))
                throw new FetchFailedException(FailureClass.Truncated, "The answer's Content-Length cannot be relied on.");
        }

        if (first is not null && (!long.TryParse(first, out var length) || length > maxBytes))
            throw TooLarge(maxBytes);
    }
}
