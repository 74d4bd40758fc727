using System.CommandLine;
using System.Globalization;
using Aggregator.Configuration;

namespace Aggregator.Commands;

/// <summary>The <c>--since</c> option: how far back.</summary>
internal static class SinceArgument
{
    public static Option<string?> Option(string what) => new("--since")
    {
        Description = $"{what} since: a duration back from now (24h, 7d) or a date (2026-11-01)",
        HelpName = "TIME",
    };

    /// <summary>False after the error was printed.</summary>
    public static bool TryRead(string? text, DateTimeOffset now, out DateTimeOffset? since)
    {
        since = null;
        if (text is null)
            return true;
        if (Durations.TryParse(text, out var back))
            since = now - back;
        else if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
            since = date;
        if (since is null)
            Terminal.Error($"--since '{text}' is neither {Durations.Allowed} nor a date such as 2026-11-01.");
        return since is not null;
    }
}
