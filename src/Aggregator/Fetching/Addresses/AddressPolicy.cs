using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Aggregator.Fetching.Addresses;

/// <summary>
/// Which addresses may be contacted: public ones, the networks that the operator allows, and private ones under names that the operator
/// allows. IPv4 is denied by list, IPv6 by default: only global unicast (2000::/3) less its special ranges is public (IANA special-purpose
/// registries, RFC 6890).
/// </summary>
/// <param name="networks">Allowed whatever they are.</param>
/// <param name="hosts">Names, in ASCII and lower case, that may lead to <see cref="Private"/>; <c>*.example</c> is every name below it.</param>
internal sealed class AddressPolicy(ImmutableArray<IPNetwork> networks, ImmutableArray<string> hosts)
{
    private static readonly (IPNetwork Network, string Name)[] Denied =
    [
        (IPNetwork.Parse("0.0.0.0/8"), "unspecified"),
        (IPNetwork.Parse("10.0.0.0/8"), "private"),
        (IPNetwork.Parse("100.64.0.0/10"), "carrier-grade NAT"),
        (IPNetwork.Parse("127.0.0.0/8"), "loopback"),
        (IPNetwork.Parse("169.254.0.0/16"), "link-local"),
        (IPNetwork.Parse("172.16.0.0/12"), "private"),
        (IPNetwork.Parse("192.0.0.0/24"), "reserved"),
        (IPNetwork.Parse("192.0.2.0/24"), "documentation"),
        (IPNetwork.Parse("192.88.99.0/24"), "6to4 relay"),
        (IPNetwork.Parse("192.168.0.0/16"), "private"),
        (IPNetwork.Parse("198.18.0.0/15"), "benchmarking"),
        (IPNetwork.Parse("198.51.100.0/24"), "documentation"),
        (IPNetwork.Parse("203.0.113.0/24"), "documentation"),
        (IPNetwork.Parse("224.0.0.0/4"), "multicast"),
        (IPNetwork.Parse("240.0.0.0/4"), "reserved"),
        (IPNetwork.Parse("::/128"), "unspecified"),
        (IPNetwork.Parse("::1/128"), "loopback"),
        (IPNetwork.Parse("2001::/32"), "Teredo"),
        (IPNetwork.Parse("2001::/23"), "reserved"),
        (IPNetwork.Parse("2001:db8::/32"), "documentation"),
        (IPNetwork.Parse("2002::/16"), "6to4"),
        (IPNetwork.Parse("3fff::/20"), "documentation"),
        (IPNetwork.Parse("fc00::/7"), "private"),
        (IPNetwork.Parse("fe80::/10"), "link-local"),
        (IPNetwork.Parse("ff00::/8"), "multicast"),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Where an operator's own servers stand. Link-local is not among them: clouds keep credentials there.</summary>
    private static readonly ImmutableArray<IPNetwork> Private =
    [
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("::1/128"), IPNetwork.Parse("fc00::/7"),
    ];

    /// <summary>For the endpoint of a proxy: the operator named it, and proxies stand in private networks more often than not.</summary>
    public static AddressPolicy ForProxies(ImmutableArray<IPNetwork> networks) => new(networks.AddRange(Private), []);

    /// <summary>Null when the address may be contacted under this name, else what kind of address it is, in a word or two.</summary>
    public string? Refusal(string host, IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (Contain(networks, address) || (Contain(Private, address) && Allows(host))) return null;

        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            if (address.ScopeId != 0) return "link-local";
            // RFC 6052: a translator will carry it to the IPv4 address inside; what the operator allowed for IPv4 is not meant by that.
            if (Nat64.Contains(address)) return DeniedAs(new IPAddress(address.GetAddressBytes().AsSpan(12)));
        }

        return DeniedAs(address) ?? (address.AddressFamily == AddressFamily.InterNetworkV6 && !GlobalUnicast.Contains(address) ? "reserved" : null);
    }

    private static bool Contain(ImmutableArray<IPNetwork> networks, IPAddress address)
    {
        foreach (var network in networks)
        {
            if (network.Contains(address)) return true;
        }

        return false;
    }

    private bool Allows(string host)
    {
        host = host.TrimEnd('.');
        foreach (var name in hosts)
        {
            if (name[0] == '*' ? host.EndsWith(name[1..], StringComparison.OrdinalIgnoreCase) : host.Equals(name, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static string? DeniedAs(IPAddress address)
    {
        foreach (var (network, name) in Denied)
        {
            if (network.Contains(address)) return name;
        }

        return null;
    }
}
