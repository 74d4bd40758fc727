namespace Aggregator.Configuration;

/// <summary>When the daemon's calendar has it look after itself.</summary>
internal sealed record JobsOptions
{
    [Setting(Form = SettingForm.Cron, Why = "When the database refreshes its statistics and gives the write-ahead log's space back.")]
    public string Optimize { get; init; } = "0 17 4 * * ?";
}
