using Aggregator.Configuration;

namespace Aggregator.Fetching;

/// <summary>One visit to one URL: what to ask for and how. Values that are null fall back to the settings.</summary>
internal sealed record FetchRequest(Uri Url)
{
    public Validators Validators { get; init; } = Validators.None;

    /// <summary>Extra request headers of the feed list. They never cross to another origin.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public string? UserAgent { get; init; }

    /// <summary>Value of <c>Accept</c>; null asks for feeds.</summary>
    public string? Accept { get; init; }

    /// <summary>Value of the <c>Authorization</c> header, such as <c>Basic …</c> or <c>Bearer …</c>. Never crosses to another origin.</summary>
    public string? Authorization { get; init; }

    /// <summary>Upper bound for the whole visit: connect, redirects, headers and body.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Upper bound of the body in bytes after decompression.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>Proxy to use for this feed (http or socks5), or null.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>What is asked of the certificate of the URL's host in place of the system's trust, or null. It never holds for another host.</summary>
    public CertificateExemption? Certificate { get; init; }
}
