namespace Aggregator.Polling.Adaptive;

/// <summary>When to poll next.</summary>
/// <param name="Wait">Hours from now.</param>
/// <param name="Articles">Articles expected until then.</param>
/// <param name="Waiting">Article-hours that they will have waited.</param>
/// <param name="IsForWindow">Chosen early so that the document does not overflow.</param>
/// <param name="Likely">Hours until the next article is more likely to have come than not; null when that is beyond the ceiling.</param>
internal readonly record struct AdaptiveChoice(double Wait, double Articles, double Waiting, bool IsForWindow = false, double? Likely = null);
