using Aggregator.Fetching;

namespace Aggregator.Polling;

/// <summary>Visits one URL, as <see cref="FeedFetcher.FetchAsync"/> does; days are simulated with another one.</summary>
internal delegate Task<FetchOutcome> FeedVisit(FetchRequest request, CancellationToken cancellation);
