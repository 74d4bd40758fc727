namespace Aggregator.Fetching;

/// <summary>What politeness is counted by.</summary>
internal static class HostName
{
    /// <summary>Host and port without scheme, in lower-case ASCII (<c>example.org:443</c>), or bracketed for IPv6.</summary>
    public static string Of(Uri url) =>
        url.HostNameType == UriHostNameType.IPv6 ? $"[{url.IdnHost}]:{url.Port}" : $"{url.IdnHost.ToLowerInvariant()}:{url.Port}";
}
