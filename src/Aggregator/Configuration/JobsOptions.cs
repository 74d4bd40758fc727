namespace Aggregator.Configuration;

/// <summary>When the daemon's calendar has it look after itself.</summary>
internal sealed record JobsOptions
{
    [Setting(Form = SettingForm.Cron, Why = "When the search index is put in order, and the database refreshes its statistics and gives the write-ahead log's space back.")]
    public string Optimize { get; init; } = "0 17 4 * * ?";

    [Setting(Form = SettingForm.Cron, Why = "When articles are removed that need not be kept, as Retention says.")]
    public string Retention { get; init; } = "0 37 * * * ?";

    [Setting(Form = SettingForm.Cron, Why = "When the database is copied into BackupFolder; empty is never. SQLite only.")]
    public string Backup { get; init; } = "";

    [Setting(Why = "Where those copies go; relative to the data directory.")]
    public string BackupFolder { get; init; } = "backups";

    [Setting(Min = "1", Max = "1000", Why = "How many of them are kept; the oldest go first. Other files in the folder are left alone.")]
    public int BackupsKept { get; init; } = 7;
}
