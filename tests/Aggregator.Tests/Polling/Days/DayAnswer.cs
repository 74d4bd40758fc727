namespace Aggregator.Tests.Polling.Days;

/// <summary>What a publisher does with one request.</summary>
/// <param name="Status">HTTP status; 0 is none, since the connection breaks.</param>
internal sealed record DayAnswer(int Status)
{
    public static readonly DayAnswer Breaks = new(0);
    public static readonly DayAnswer Stalls = new(0) { IsSilent = true };

    /// <summary>The connection stays, and nothing comes.</summary>
    public bool IsSilent { get; init; }

    /// <summary>The connection ends with the answer. A client may ask once more, at once, when one that it kept open turns out to be broken.</summary>
    public bool Closes { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Written as a date, not in seconds.</summary>
    public bool AsDate { get; init; }

    public TimeSpan? MaxAge { get; init; }

    /// <summary>What the feed says in its own header.</summary>
    public string Header { get; init; } = "";

    public bool IsFailure => Status is not (200 or 304);
}
