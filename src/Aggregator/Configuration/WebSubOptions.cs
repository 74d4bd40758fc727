namespace Aggregator.Configuration;

/// <summary>Whether hubs may tell us what is new (WebSub).</summary>
internal sealed record WebSubOptions
{
    [Setting(Form = SettingForm.ContactUrl, Why = "Address under which hubs on the internet reach this daemon, such as https://news.example.org; feeds that name a hub are subscribed then. The hub calls …/websub/… below it.")]
    public string? PublicUrl { get; init; }

    [Setting(Form = SettingForm.ContactUrl, Why = "Hub that the daemon's own merged feeds name, and that is told when one has changed.")]
    public string? Hub { get; init; }

    [Setting(Min = "1h", Max = "365d", Why = "Lease that hubs are asked for; they decide. Renewed when a fifth to a tenth of it is left, each feed's at a time of its own.")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromDays(10);
}
