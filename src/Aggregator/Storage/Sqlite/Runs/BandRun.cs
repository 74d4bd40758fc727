using Aggregator.Deduplicating.Stories;

namespace Aggregator.Storage.Sqlite.Runs;

/// <summary>Entries of the story index that were written at once, of one kind and period.</summary>
/// <param name="Number">1 to 32,767; used again when it is free.</param>
/// <param name="Kind">Of its values.</param>
/// <param name="Period">When its articles were seen (<see cref="Stories.BandPeriod"/>).</param>
/// <param name="Level">How often its entries have been put together with those of others.</param>
/// <param name="State">Whether it is asked.</param>
/// <param name="Entries">How many it has; of one that is being written how many it may have.</param>
/// <param name="Newest">Highest number of an article in it: runs of one kind have other articles each, and their order is that of their articles.</param>
internal sealed record BandRun(int Number, BandKind Kind, int Period, int Level, RunState State, long Entries, long Newest);
