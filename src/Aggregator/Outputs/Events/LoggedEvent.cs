using Microsoft.Extensions.Logging;

namespace Aggregator.Outputs.Events;

/// <summary>A line of the log.</summary>
/// <param name="Number">Counts from 1 since the start.</param>
/// <param name="At">When.</param>
/// <param name="Level">Information and above.</param>
/// <param name="Category">Who said it, without the program's own name.</param>
/// <param name="Message">One line; of an exception its kind and message, never its stack.</param>
/// <param name="Feed">The name or URL of the feed that it is about; null for none.</param>
/// <param name="Host">The host that it is about; null for none.</param>
internal sealed record LoggedEvent(long Number, DateTimeOffset At, LogLevel Level, string Category, string Message, string? Feed, string? Host);
