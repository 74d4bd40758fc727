using Aggregator.Configuration;
using Aggregator.Storage.Figures;

namespace Aggregator.Outputs.Pages.Lists;

/// <summary>What the page of the lists shows.</summary>
/// <param name="State">How the last reload went.</param>
/// <param name="Refusal">Why it was refused, when the lists themselves have no error.</param>
/// <param name="Plan">What the lists as they lie there would change.</param>
/// <param name="Includes">Lists elsewhere that ours include.</param>
/// <param name="Changes">What was taken over lately.</param>
internal sealed record ListsModel(ReloadState State, IReadOnlyList<ListError> Refusal, PlanView Plan, IReadOnlyList<IncludedList> Includes, IReadOnlyList<ListChange> Changes);
