namespace Aggregator.Fetching;

/// <summary>Why a poll failed. Each class has its own back-off; the names are stable (stored, in metrics, in the API).</summary>
internal enum FailureClass
{
    /// <summary>The name could not be resolved.</summary>
    Dns,

    /// <summary>The address is neither public nor allowed by the settings, or the URL's scheme or port is not for fetching.</summary>
    BlockedAddress,

    /// <summary>No connection, or it broke before the answer began.</summary>
    Connect,

    /// <summary>The TLS handshake or the certificate failed.</summary>
    Tls,

    /// <summary>The whole visit, or the wait for headers, took too long, or the body came too slowly.</summary>
    Timeout,

    /// <summary>A redirect that cannot be followed: bad target, loop, too many.</summary>
    Redirect,

    /// <summary>A 4xx that has no class of its own.</summary>
    ClientError,

    /// <summary>404: back off, never delete; platforms have waves of them.</summary>
    NotFound,

    /// <summary>410: the publisher says it is gone for good.</summary>
    Gone,

    /// <summary>429: the host asks us to slow down.</summary>
    TooManyRequests,

    /// <summary>5xx, and answers of other unexpected kinds.</summary>
    ServerError,

    /// <summary>The body exceeds the byte limit, or the header the limit of 32 KB.</summary>
    TooLarge,

    /// <summary>The body ended before it was complete, or could not be decompressed.</summary>
    Truncated,

    /// <summary>The answer is not a feed (an HTML page, an image, nothing at all).</summary>
    NotAFeed,

    /// <summary>It claims to be a feed and could not be read.</summary>
    Unparseable,

    /// <summary>A bug of ours, caught at the boundary of one poll; or a feed's settings that cannot be acted on and should have been refused earlier.</summary>
    Internal,
}
