namespace Aggregator.Outputs.Pages.OneFeed;

/// <summary>A setting that is in force for a feed.</summary>
/// <param name="Name">As the lists or the settings call it.</param>
/// <param name="Value">Without secrets.</param>
/// <param name="Origin">File and line, or the setting that it follows.</param>
internal sealed record SettingLine(string Name, string Value, string Origin);
