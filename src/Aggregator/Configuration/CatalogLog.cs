using Microsoft.Extensions.Logging;

namespace Aggregator.Configuration;

/// <summary>What reloading says.</summary>
internal static partial class CatalogLog
{
    [LoggerMessage(LogLevel.Information, "Feed lists taken over: {Feeds} feeds, {Added} added, {Retired} retired")]
    public static partial void Loaded(ILogger log, int feeds, int added, int retired);

    [LoggerMessage(LogLevel.Error, "Feed lists not taken over, the last good ones stay: {Error}")]
    public static partial void Rejected(ILogger log, string error);

    [LoggerMessage(LogLevel.Warning, "Feed lists not taken over: {Reason}")]
    public static partial void Refused(ILogger log, string reason);

    [LoggerMessage(LogLevel.Information, "Retirement of {Feeds} feeds was confirmed")]
    public static partial void Confirmed(ILogger log, int feeds);

    [LoggerMessage(LogLevel.Information, "Removed {File}: there is nothing to confirm")]
    public static partial void NothingToConfirm(ILogger log, string file);

    [LoggerMessage(LogLevel.Error, "Feed lists are good but could not be taken over; trying again")]
    public static partial void Failed(ILogger log, Exception exception);

    [LoggerMessage(LogLevel.Information, "No change notifications for {Directory} ({Reason}); looking every second instead")]
    public static partial void NoNotifications(ILogger log, string directory, string reason);
}
