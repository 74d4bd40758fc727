namespace Aggregator.Outputs.Rest;

/// <summary>Some hosts; <paramref name="Next"/> is the cursor of the next page, null at the end.</summary>
internal sealed record HostPage(IReadOnlyList<HostBody> Hosts, string? Next);
