namespace Aggregator.Outputs.Rest;

/// <summary>What an action did.</summary>
/// <param name="Done">One sentence.</param>
/// <param name="Feed">The feed that it was done to, or null.</param>
/// <param name="Article">The article that came of it, or null.</param>
internal sealed record ActionBody(string Done, long? Feed, long? Article);
