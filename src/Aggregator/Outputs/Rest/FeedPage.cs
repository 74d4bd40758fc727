namespace Aggregator.Outputs.Rest;

/// <summary>Some feeds; <paramref name="Next"/> is the cursor of the next page, null at the end.</summary>
internal sealed record FeedPage(IReadOnlyList<FeedBody> Feeds, string? Next);
