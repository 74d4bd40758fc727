namespace Aggregator.Configuration;

/// <summary>The daemon's own HTTP endpoint.</summary>
internal sealed record HttpOptions
{
    [Setting(Form = SettingForm.ListenUrls, Why = "Addresses to listen on, separated by semicolons; empty is none.")]
    public string Urls { get; init; } = "http://127.0.0.1:8080";

    [Setting(Form = SettingForm.WebOrigins, Why = "Sites whose pages may read from the daemon (CORS), separated by semicolons; empty is none.")]
    public string Origins { get; init; } = "";
}
