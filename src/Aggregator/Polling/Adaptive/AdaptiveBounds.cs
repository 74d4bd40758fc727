namespace Aggregator.Polling.Adaptive;

/// <summary>What the choice of the next poll is held to. Hours.</summary>
/// <param name="Floor">Not sooner.</param>
/// <param name="Ceiling">Not later; stronger than the floor where they contradict.</param>
/// <param name="Price">Article-hours of waiting that one poll is worth.</param>
/// <param name="Window">Entries that the feed's document holds, if known: what is pushed out unseen is lost.</param>
internal readonly record struct AdaptiveBounds(double Floor, double Ceiling, double Price, int? Window = null);
