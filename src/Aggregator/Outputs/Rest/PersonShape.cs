namespace Aggregator.Outputs.Rest;

/// <summary>An author; at least one of the three is there.</summary>
internal sealed record PersonShape
{
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";
    public string Url { get; init; } = "";
}
