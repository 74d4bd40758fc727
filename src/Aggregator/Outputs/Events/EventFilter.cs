using Microsoft.Extensions.Logging;

namespace Aggregator.Outputs.Events;

/// <summary>Which events are wanted; null does not restrict. Texts are found anywhere, in any case of letters.</summary>
internal sealed record EventFilter
{
    public LogLevel Least { get; init; } = LogLevel.Information;
    public string? Words { get; init; }
    public string? Feed { get; init; }
    public string? Host { get; init; }

    /// <summary>Only those before the event of this number.</summary>
    public long? Before { get; init; }

    public bool Takes(LoggedEvent line) => line.Level >= Least && !(line.Number >= Before)
        && Has(line.Feed, Feed) && Has(line.Host, Host)
        && (Words is null || Has(line.Message, Words) || Has(line.Category, Words));

    private static bool Has(string? text, string? part) => part is null || text?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;
}
