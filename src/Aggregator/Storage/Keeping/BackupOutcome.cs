namespace Aggregator.Storage.Keeping;

/// <summary>What became of a backup, or of a restore.</summary>
internal abstract record BackupOutcome
{
    private BackupOutcome()
    {
    }

    /// <summary>It is there, was opened again and counted.</summary>
    public sealed record Verified(string Path, long Bytes, long Feeds, long Articles, long LastChange) : BackupOutcome;

    /// <summary>Nothing was changed. <paramref name="Reason"/> is one sentence with the remedy.</summary>
    public sealed record Refused(string Reason) : BackupOutcome;
}
