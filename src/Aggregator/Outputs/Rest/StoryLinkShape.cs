namespace Aggregator.Outputs.Rest;

/// <summary>The story that an article is in, why, and how sure that is: 0 to 1.</summary>
internal sealed record StoryLinkShape(long Id, string Reason, double Score);
