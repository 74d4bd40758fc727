namespace Aggregator.Configuration.Patching;

/// <summary>What a list should say after what was learned.</summary>
/// <param name="Place">Of the feed.</param>
/// <param name="Text">What and why, for people.</param>
/// <param name="ByHand">Why nobody but the operator can edit it; null when a patch does.</param>
internal sealed record Proposal(SourceLocation Place, string Text, string? ByHand);
