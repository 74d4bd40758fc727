namespace Aggregator.Outputs.Rest;

/// <summary>A page of the log; <paramref name="Next"/> is the cursor of the next one, null at the end.</summary>
internal sealed record EventPage(IReadOnlyList<EventBody> Events, string? Next);
