using Aggregator.Storage;

namespace Aggregator.Commands;

/// <summary>Whether a daemon works on the same data.</summary>
internal static class RunningDaemon
{
    /// <summary>Who, in words; null when none runs.</summary>
    public static string? Of(Workplace workplace, Database database, DateTimeOffset now)
    {
        if (database.Daemons(now) is { } names)
            return names.Count switch { 0 => null, 1 => names[0], var count => $"{count}: {string.Join(", ", names)}" };
        var (isHeld, owner) = DirectoryLock.Look(workplace.DataDirectory);
        return !isHeld ? null : owner is null ? "runs" : $"process {owner}";
    }
}
