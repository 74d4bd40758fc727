namespace Aggregator.Fetching;

/// <summary>
/// The bytes that one poll brought, decompressed and complete, with the headers that parsing and scheduling need. Disposing it gives the bytes'
/// buffer back: nothing may hold on to <see cref="Body"/>.
/// </summary>
internal sealed record Document : IDisposable
{
    /// <summary>The body after content decoding, never cut short.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Where the body's bytes are from, or null when they need not be given back.</summary>
    public IDisposable? Owner { get; init; }

    /// <summary>True when it holds only what is new since the validators that were sent (RFC 3229, 226): what it lacks is not gone.</summary>
    public bool IsDelta { get; init; }

    /// <summary>The URL that finally answered, after redirects. Null only for a document that came from a file.</summary>
    public Uri? Url { get; init; }

    /// <summary>The <c>Content-Type</c> header as sent, or null.</summary>
    public string? ContentType { get; init; }

    /// <summary>The <c>Content-Location</c> header as sent, or null (RFC 9110 §8.7).</summary>
    public string? ContentLocation { get; init; }

    /// <summary>The <c>Content-Language</c> header as sent, or null (RFC 9110 §8.5).</summary>
    public string? ContentLanguage { get; init; }

    /// <summary>The values of <c>Link</c> headers with commas between, or null (RFC 8288 §3).</summary>
    public string? Link { get; init; }

    public void Dispose() => Owner?.Dispose();
}
