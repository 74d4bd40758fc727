namespace Aggregator.Configuration;

/// <summary>One thing that is wrong with lists or settings: where, what, and the remedy in the same sentence.</summary>
internal sealed record ConfigurationError(SourceLocation Location, string Message)
{
    public override string ToString() => $"{Location}: {Message}";
}
