namespace Aggregator.Outputs.Rest;

/// <summary>Some stories, the last changed first; <paramref name="Next"/> is the cursor of the next page, null at the end.</summary>
internal sealed record StoryPage(IReadOnlyList<StoryBody> Stories, string? Next);
