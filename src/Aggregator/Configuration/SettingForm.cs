namespace Aggregator.Configuration;

/// <summary>What a text must look like, beyond being text.</summary>
internal enum SettingForm
{
    Any,

    /// <summary>One absolute <c>http</c>, <c>https</c> or <c>mailto</c> URL.</summary>
    ContactUrl,

    /// <summary>One absolute <c>http</c> or <c>https</c> URL without user information.</summary>
    WebUrl,

    /// <summary>Addresses to listen on, separated by semicolons; may be empty.</summary>
    ListenUrls,

    /// <summary>Origins of web pages (RFC 6454 §6.2), separated by semicolons; may be empty.</summary>
    WebOrigins,

    /// <summary>Where a proxy is reached: one absolute URL of a kind that we speak.</summary>
    ProxyUrl,

    /// <summary>A Quartz cron expression, read in UTC.</summary>
    Cron,

    /// <summary>A duration, or the word auto, which is kept as a duration of nothing.</summary>
    DurationOrAuto,
}
