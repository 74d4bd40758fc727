using Aggregator.Outputs.Events;

namespace Aggregator.Outputs.Rest;

/// <summary>A line of the log. <paramref name="Number"/> counts since the start of the daemon.</summary>
internal sealed record EventBody(long Number, DateTimeOffset At, string Level, string Category, string Message, string? Feed, string? Host)
{
    public static EventBody Of(LoggedEvent line) => new(line.Number, line.At, EventLevels.Word(line.Level), line.Category, line.Message, line.Feed, line.Host);
}
