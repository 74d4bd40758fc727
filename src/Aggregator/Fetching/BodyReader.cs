using System.Buffers;
using Aggregator.Configuration;

namespace Aggregator.Fetching;

/// <summary>
/// Reads a body to its very end: framing, decoders and limits must all agree that it is complete, or there is no document. The one
/// thing that cannot be seen here is a body without length whose connection was closed early; the parser sees it by the missing end tag.
/// </summary>
internal sealed class BodyReader(FetchingOptions options)
{
    private const int FirstBuffer = 32 * 1024;

    /// <summary>Deflate cannot do better than 1032:1, and feeds are far from that; it is looked at only beyond the size of an ordinary feed.</summary>
    private const int MaxRatio = 1000;
    private const int OrdinarySize = 1024 * 1024;

    public static string TooLarge(long maxBytes) => $"The body is larger than the limit of {maxBytes} bytes.";

    /// <exception cref="FetchFailedException">The body is too large, cannot be decoded, or its length is not to be trusted.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(HttpResponseMessage response, Visit visit, long maxBytes)
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

    private static async Task<ReadOnlyMemory<byte>> ReadToEndAsync(Stream body, MeasuredStream wire, Visit visit, long maxBytes)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        try
        {
            var length = 0;
            int read;
            while ((read = await body.ReadAsync(buffer.AsMemory(length), visit.Token).ConfigureAwait(false)) > 0)
            {
                length += read;
                if (length > maxBytes) throw new FetchFailedException(FailureClass.TooLarge, TooLarge(maxBytes));
                if (length > OrdinarySize && length / MaxRatio > visit.BytesReceived)
                    throw new FetchFailedException(FailureClass.TooLarge, $"The body grew to more than {MaxRatio} times its size when decompressed.");
                if (length == buffer.Length) buffer = Grow(buffer);
            }

            ReadOnlyMemory<byte> complete = buffer.AsSpan(0, length).ToArray();
            // The decoders may have ended before the message did; an incomplete message is refused (RFC 9112 §8).
            while (await wire.ReadAsync(buffer, visit.Token).ConfigureAwait(false) > 0)
            {
            }

            return complete;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

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
            throw new FetchFailedException(FailureClass.TooLarge, TooLarge(maxBytes));
    }
}
