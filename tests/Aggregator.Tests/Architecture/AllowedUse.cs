namespace Aggregator.Tests.Architecture;

/// <summary>One exception to the rules: this type may use that type or assembly, and why.</summary>
internal sealed record AllowedUse(string User, string Used, string Why);
