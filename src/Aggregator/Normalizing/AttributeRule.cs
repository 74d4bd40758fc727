namespace Aggregator.Normalizing;

/// <summary>One allow-listed attribute.</summary>
internal sealed record AttributeRule(string Name, AttributeKind Kind);
