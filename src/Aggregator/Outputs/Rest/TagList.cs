namespace Aggregator.Outputs.Rest;

/// <summary>All tags.</summary>
internal sealed record TagList(IReadOnlyList<TagBody> Tags);
