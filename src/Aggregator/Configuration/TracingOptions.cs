namespace Aggregator.Configuration;

/// <summary>Whom the daemon tells what it does, by OpenTelemetry's protocol (OTLP).</summary>
internal sealed record TracingOptions
{
    [Setting(Form = SettingForm.WebUrl, Why = "Where traces of polls and deliveries, and the metrics, go by OTLP, such as http://127.0.0.1:4318; without it nowhere.")]
    public string? Endpoint { get; init; }

    [Setting(Why = "How OTLP is spoken: http is http/protobuf (usually port 4318), grpc is usually on port 4317.")]
    public OtlpProtocol Protocol { get; init; } = OtlpProtocol.Http;

    [Setting(Why = "Headers for the endpoint, such as `api-key=…,tenant=news`. A secret: better in a file, by `Headers_FILE`.")]
    public string? Headers { get; init; }

    [Setting(Min = "0", Max = "100", Why = "Share of the polls and deliveries that are traced, in percent. A poll that is, is whole.")]
    public int SampledPercent { get; init; } = 100;

    [Setting(Min = "1s", Max = "1h", Why = "Time between two reports of the metrics.")]
    public TimeSpan MetricsInterval { get; init; } = TimeSpan.FromMinutes(1);
}
