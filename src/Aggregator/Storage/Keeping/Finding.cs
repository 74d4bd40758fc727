namespace Aggregator.Storage.Keeping;

/// <summary>One thing that was looked at.</summary>
/// <param name="Check">What was looked at.</param>
/// <param name="Problem">What is wrong, or null.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record Finding(string Check, string? Problem = null, string? Remedy = null);
