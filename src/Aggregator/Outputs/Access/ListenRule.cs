using System.Net;
using Aggregator.Configuration;
using Microsoft.AspNetCore.Http;

namespace Aggregator.Outputs.Access;

/// <summary>Who can reach the daemon: this machine only, or others too. As Kestrel reads addresses: every name but localhost means all addresses.</summary>
internal sealed class ListenRule
{
    private readonly string[] _exposed;

    public ListenRule(HttpOptions options) => _exposed =
        [.. options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(url => !IsLoopback(BindingAddress.Parse(url).Host))];

    public bool IsLoopbackOnly => _exposed.Length == 0;

    /// <summary>Why the daemon may not start so; null when it may.</summary>
    /// <param name="hasKeys">Whether there is at least one API key.</param>
    public string? Refusal(bool hasKeys) => IsLoopbackOnly || hasKeys
        ? null
        : $"Http:Urls listens on {_exposed[0]}, which others can reach, and there is no API key yet; make one with \"aggregator keys add NAME\", or listen on http://127.0.0.1:8080.";

    /// <summary>Whether a host, as it stands in a URL, is this machine for certain. Names that DNS resolves are not: it may be told to resolve them so.</summary>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
