using Aggregator.Configuration.Patching;

namespace Aggregator.Outputs.Pages.Lists;

/// <summary>What <c>aggregator plan</c> says, as data.</summary>
internal sealed record PlanView
{
    /// <summary>When the lists were read for it.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What is wrong with the lists as they lie there; there is no plan then.</summary>
    public IReadOnlyList<ListError> Errors { get; init; } = [];
    public int Added { get; init; }
    public int Changed { get; init; }
    public int Moved { get; init; }
    public int Retired { get; init; }
    public int Unchanged { get; init; }

    /// <summary>The first ones.</summary>
    public IReadOnlyList<PlanLine> Lines { get; init; } = [];

    /// <summary>What polling taught and the lists do not say.</summary>
    public IReadOnlyList<Proposal> Proposals { get; init; } = [];
    public IReadOnlyList<ListFile> Files { get; init; } = [];

    public int Changes => Added + Changed + Moved + Retired;
}
