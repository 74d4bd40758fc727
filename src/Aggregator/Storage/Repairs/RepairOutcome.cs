namespace Aggregator.Storage.Repairs;

/// <summary>What became of a split or a merge.</summary>
internal abstract record RepairOutcome
{
    private RepairOutcome()
    {
    }

    /// <summary>Done. <paramref name="Article"/> is the new article of a split, the one that stays of a merge, the one that left its story.</summary>
    public sealed record Repaired(long Article) : RepairOutcome;

    /// <summary>Nothing was changed. <paramref name="Reason"/> is one sentence with the remedy.</summary>
    public sealed record Refused(string Reason) : RepairOutcome;
}
