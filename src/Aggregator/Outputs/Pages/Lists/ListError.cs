namespace Aggregator.Outputs.Pages.Lists;

/// <summary>Something that is wrong with a list.</summary>
/// <param name="Place">File, line and column.</param>
/// <param name="Message">What, and the remedy.</param>
internal sealed record ListError(string Place, string Message);
