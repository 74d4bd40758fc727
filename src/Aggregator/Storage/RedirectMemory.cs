namespace Aggregator.Storage;

/// <summary>What permanent redirects of a feed have taught.</summary>
/// <param name="MovedTo">Where they have led for long enough to be believed: a proposal for the feed list.</param>
/// <param name="Used">It is polled there. False where it must not be: secrets of the feed would go to another origin.</param>
/// <param name="MovingTo">Where they lead now, not yet for long enough.</param>
/// <param name="MovingSince">Since when they lead there without exception.</param>
internal sealed record RedirectMemory(string? MovedTo, bool Used, string? MovingTo, DateTimeOffset? MovingSince)
{
    public static readonly RedirectMemory None = new(null, false, null, null);

    /// <summary>The URL to poll in place of the list's, or null.</summary>
    public string? PolledUrl => Used ? MovedTo : null;
}
