namespace Aggregator.Outputs.Pages;

/// <summary>One bar of a chart.</summary>
/// <param name="Label">What it stands for: an hour, a day.</param>
/// <param name="Value">Zero or more.</param>
/// <param name="Tone">One of <see cref="Tones"/>; null for the ordinary colour.</param>
public sealed record Bar(string Label, double Value, string? Tone = null);
