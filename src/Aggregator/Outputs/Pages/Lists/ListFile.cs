namespace Aggregator.Outputs.Pages.Lists;

/// <summary>A list of the folder.</summary>
/// <param name="Name">Relative to the folder.</param>
/// <param name="Feeds">That are in force and come from it.</param>
/// <param name="Errors">That are in it as it lies there now.</param>
/// <param name="ChangedAt">Of the file; null when it cannot be told.</param>
internal sealed record ListFile(string Name, int Feeds, int Errors, DateTimeOffset? ChangedAt);
