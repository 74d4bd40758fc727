namespace Aggregator.Fetching;

/// <summary>
/// Carries a failure out of places where only an exception can pass (a connect callback, a stream inside decoders). It never leaves the
/// folder: <see cref="FeedFetcher"/> turns it back into a value.
/// </summary>
internal sealed class FetchFailedException(FailureClass failure, string reason, Exception? inner = null) : Exception(reason, inner)
{
    public FailureClass Class { get; } = failure;

    /// <summary>The limit that was met, or null.</summary>
    public FetchBound? Bound { get; init; }
}
