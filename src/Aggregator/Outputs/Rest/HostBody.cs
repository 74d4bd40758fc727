using Aggregator.Storage.Reading;

namespace Aggregator.Outputs.Rest;

/// <summary>A host that feeds are on; <paramref name="NotBefore"/> and <paramref name="Why"/> when it is left alone just now.</summary>
internal sealed record HostBody(string Host, long Feeds, long ActiveFeeds, long FailingFeeds, DateTimeOffset? NotBefore, string? Why)
{
    public static HostBody Of(HostListing host) => new(host.Host, host.Feeds, host.ActiveFeeds, host.FailingFeeds, host.NotBefore, host.Why);
}
