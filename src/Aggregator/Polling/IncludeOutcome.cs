namespace Aggregator.Polling;

/// <summary>What one look at an included list brought.</summary>
internal abstract record IncludeOutcome
{
    private IncludeOutcome()
    {
    }

    public sealed record Unchanged : IncludeOutcome;

    public sealed record Changed : IncludeOutcome;

    public sealed record Failed(string Reason) : IncludeOutcome;
}
