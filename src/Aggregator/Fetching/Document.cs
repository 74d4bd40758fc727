namespace Aggregator.Fetching;

/// <summary>
/// The bytes that one poll brought, decompressed and complete, with the headers that parsing and scheduling need.
/// </summary>
internal sealed record Document
{
    /// <summary>The body after content decoding, never cut short.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The URL that finally answered, after redirects. Null only for a document that came from a file.</summary>
    public Uri? Url { get; init; }

    /// <summary>The <c>Content-Type</c> header as sent, or null.</summary>
    public string? ContentType { get; init; }

    /// <summary>The <c>Content-Location</c> header as sent, or null (RFC 9110 §8.7).</summary>
    public string? ContentLocation { get; init; }

    /// <summary>The <c>Content-Language</c> header as sent, or null (RFC 9110 §8.5).</summary>
    public string? ContentLanguage { get; init; }
}
