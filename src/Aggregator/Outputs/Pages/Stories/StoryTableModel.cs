using Aggregator.Storage.Stories;

namespace Aggregator.Outputs.Pages.Stories;

/// <summary>The stories of a time, those of most sources first.</summary>
/// <param name="Hours">How long ago they got an article at most.</param>
/// <param name="Stories">The first ones.</param>
internal sealed record StoryTableModel(int Hours, IReadOnlyList<StorySummary> Stories);
