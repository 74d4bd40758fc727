using Microsoft.Extensions.Logging;

namespace Aggregator.Outputs.Events;

/// <summary>Levels in the words of the log.</summary>
internal static class EventLevels
{
    public static string Word(LogLevel level) => level switch { LogLevel.Information => "info", LogLevel.Warning => "warn", _ => "error" };

    /// <summary>The least level that is meant; all that is kept for anything else.</summary>
    public static LogLevel Least(string? word) => word switch { "warn" => LogLevel.Warning, "error" => LogLevel.Error, _ => LogLevel.Information };
}
