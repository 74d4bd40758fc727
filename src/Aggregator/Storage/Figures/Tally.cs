namespace Aggregator.Storage.Figures;

/// <summary>How often something happened in one hour.</summary>
/// <param name="Hour">Hours since 1970, UTC.</param>
/// <param name="Name">One of <see cref="TallyNames"/>, or a step of <see cref="DelayScale"/>.</param>
/// <param name="Number">How often, or how much.</param>
internal sealed record Tally(long Hour, string Name, long Number);
