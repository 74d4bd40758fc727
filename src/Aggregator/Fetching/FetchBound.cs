namespace Aggregator.Fetching;

/// <summary>Which limit ended a visit. Names are stable: they are in metrics.</summary>
internal enum FetchBound
{
    /// <summary>Lookup and connect, <c>Fetching:ConnectTimeout</c>.</summary>
    ConnectTime,

    /// <summary>From the request to the head of the answer, <c>Fetching:FirstByteTimeout</c>.</summary>
    FirstByteTime,

    /// <summary>The whole visit, <c>Fetching:Timeout</c>.</summary>
    TotalTime,

    /// <summary>The pace of the body, <c>Fetching:MinBytesPerSecond</c>.</summary>
    Rate,

    /// <summary>Head and trailer, 32 KB.</summary>
    HeaderBytes,

    /// <summary>The body after decompression, <c>Fetching:MaxBytes</c>.</summary>
    BodyBytes,

    /// <summary>How much larger decompression makes it, 250 times.</summary>
    Ratio,

    /// <summary>Content codings on top of each other, 2.</summary>
    Layers,

    /// <summary><c>Fetching:MaxRedirects</c>.</summary>
    Redirects,
}
