namespace Aggregator.Outputs.Rest;

/// <summary>A tag, and how many feeds have it; 0 when only rules give it to articles.</summary>
internal sealed record TagBody(string Tag, long Feeds);
