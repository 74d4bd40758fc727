using System.IO.Compression;

namespace Aggregator.Fetching.Bodies;

/// <summary>
/// Undoes content codings (RFC 9110 §8.4), at most two. That a body cut short is noticed at all rests on strict validation, which the
/// project file turns on for the whole process (<c>System.IO.Compression.UseStrictValidation</c>).
/// </summary>
internal static class ContentCodings
{
    private const int MostLayers = 2;

    /// <summary>The codings to undo, in the order in which they were applied; <c>identity</c> is left out.</summary>
    /// <exception cref="FetchFailedException">One is unknown, or there are too many.</exception>
    public static List<string> Read(HttpContent content)
    {
        var codings = new List<string>();
        if (!content.Headers.NonValidated.TryGetValues("Content-Encoding", out var values)) return codings;
        foreach (var value in values)
        {
            foreach (var part in value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                switch (part.ToLowerInvariant())
                {
                    case "identity": break;
                    case "gzip" or "x-gzip": codings.Add("gzip"); break;
                    case "br": codings.Add("br"); break;
                    case "deflate": codings.Add("deflate"); break;
                    default: throw new FetchFailedException(FailureClass.Truncated, "The body has a content coding that was not offered.");
                }
            }
        }

        return codings.Count <= MostLayers
            ? codings
            : throw new FetchFailedException(FailureClass.Truncated, $"The body has {codings.Count} content codings on top of each other; {MostLayers} are undone.")
            {
                Bound = FetchBound.Layers,
            };
    }

    /// <summary>The decoded body. Disposing it disposes the decoders, and the wire.</summary>
    public static async Task<Stream> UndoAsync(Stream wire, List<string> codings, CancellationToken cancellationToken)
    {
        var body = wire;
        for (var i = codings.Count - 1; i >= 0; i--)
        {
            var encoded = await PeekedStream.OpenAsync(body, cancellationToken).ConfigureAwait(false);
            // Decoders take nothing at all for an empty document, even the strict ones.
            if (encoded.HeadLength == 0) throw new FetchFailedException(FailureClass.Truncated, $"The body is said to be {codings[i]} and is empty.");
            body = codings[i] switch
            {
                "gzip" => new GZipStream(encoded, CompressionMode.Decompress),
                "br" => new BrotliStream(encoded, CompressionMode.Decompress),
                // The name means zlib (RFC 9110 §8.4.1.2); some servers send the bare stream.
                _ when encoded.BeginsAsZlib => new ZLibStream(encoded, CompressionMode.Decompress),
                _ => new DeflateStream(encoded, CompressionMode.Decompress),
            };
        }

        return body;
    }
}
