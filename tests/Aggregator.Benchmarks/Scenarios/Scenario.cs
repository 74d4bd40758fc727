namespace Aggregator.Benchmarks.Scenarios;

/// <summary>One round of polls of all feeds, after a cold one.</summary>
/// <param name="Name">As <c>--only</c> says it.</param>
/// <param name="NewEntries">New entries in each feed since the round before.</param>
/// <param name="IsConditional">Whether the origin honours validators.</param>
internal sealed record Scenario(string Name, int NewEntries, bool IsConditional)
{
    public static readonly Scenario Cold = new("cold", Corpora.SyntheticFeed.Entries, IsConditional: true);

    /// <summary>In this order: each begins where the one before ended.</summary>
    public static readonly IReadOnlyList<Scenario> Warm =
    [
        new("304", 0, IsConditional: true),
        new("body", 0, IsConditional: false),
        new("new", 1, IsConditional: true),
    ];
}
