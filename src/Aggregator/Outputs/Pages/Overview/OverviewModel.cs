using Aggregator.Configuration;
using Aggregator.Storage.Figures;
using Aggregator.Storage.Reading.Status;

namespace Aggregator.Outputs.Pages.Overview;

/// <summary>Everything that the overview shows.</summary>
internal sealed record OverviewModel
{
    public required StatusSummary Status { get; init; }

    /// <summary>New articles in each of the last 48 hours.</summary>
    public required IReadOnlyList<Bar> Articles { get; init; }
    public required IReadOnlyList<ListChange> ListChanges { get; init; }
    public required ReloadState Lists { get; init; }
    public required WorkState Work { get; init; }
}
