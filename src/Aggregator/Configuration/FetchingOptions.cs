using System.Collections.Immutable;
using System.Net;

namespace Aggregator.Configuration;

/// <summary>How a document is fetched, and where from it may be.</summary>
internal sealed record FetchingOptions
{
    [Setting(Why = "Networks (CIDR) that may be contacted although they are not public, such as 10.1.0.0/16 for internal feeds.")]
    public ImmutableArray<IPNetwork> AllowedNetworks { get; init; } = [];

    [Setting(Why = "Hosts that may be contacted in private networks and on this machine; *.example stands for every name below it. Link-local addresses need AllowedNetworks.")]
    public ImmutableArray<string> AllowedHosts { get; init; } = [];

    [Setting(Form = SettingForm.ContactUrl, Why = "URL that publishers can turn to; it stands in the User-Agent.")]
    public string? ContactUrl { get; init; }

    [Setting(Min = "1s", Max = "10m", Why = "Upper bound for one whole visit: connect, redirects, headers and body.")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    [Setting(Min = "1s", Max = "2m", Why = "Upper bound for name resolution and connecting.")]
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    [Setting(Min = "1KB", Max = "1GB", Why = "Largest body after decompression.")]
    public long MaxBytes { get; init; } = 20 * 1024 * 1024;

    [Setting(Min = "0", Max = "20", Why = "Redirects followed in one visit.")]
    public int MaxRedirects { get; init; } = 5;

    [Setting(Why = "Whether a redirect from https to http is a failure. With credentials or own headers it always is.")]
    public bool RefuseDowngrade { get; init; }

    [Setting(Min = "1s", Max = "10m", Why = "Longest wait for the beginning of an answer, at each redirect. A feed with a timeout of its own waits that long.")]
    public TimeSpan FirstByteTimeout { get; init; } = TimeSpan.FromSeconds(20);

    [Setting(Min = "0", Max = "1000000", Why = "Bytes per second below which a body is given up; 0 is never.")]
    public int MinBytesPerSecond { get; init; } = 500;

    [Setting(Min = "0s", Max = "1m", Why = "How long a body may be slower than MinBytesPerSecond at its start.")]
    public TimeSpan SlowStart { get; init; } = TimeSpan.FromSeconds(5);

    [Setting(Why = "Whether to ask for new entries only (A-IM: feed, RFC 3229). Few publishers offer it, and some that do send the wrong ones.")]
    public bool AskForDeltas { get; init; }

    [Setting(Form = SettingForm.ProxyUrl, Why = "Proxy for feeds that name none. Proxies of the environment are never used.")]
    public string? Proxy { get; init; }
}
