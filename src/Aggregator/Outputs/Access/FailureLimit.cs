using System.Net;
using System.Net.Sockets;

namespace Aggregator.Outputs.Access;

/// <summary>
/// Counts wrong keys by address (IPv6: by network of 64 bits, which is one customer's). A right key is let in whatever the count: its 256 bits cannot
/// be guessed at any rate, and behind a proxy, where all come from one address, anybody could lock everybody out otherwise.
/// </summary>
internal sealed class FailureLimit(TimeProvider time)
{
    /// <summary>Wrong keys in a minute that are told so; the rest hear 429.</summary>
    public const int PerMinute = 10;

    /// <summary>Addresses remembered; newcomers beyond share one count, so memory is bounded.</summary>
    public const int Addresses = 10_000;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private static readonly IPAddress Everyone = IPAddress.Any;

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, (int Failures, DateTimeOffset Until)> _counts = [];

    /// <summary>How long the address has to wait; null while it may try on.</summary>
    public TimeSpan? Count(IPAddress? address)
    {
        var now = time.GetUtcNow();
        var group = Group(address);
        lock (_lock)
        {
            if (!_counts.ContainsKey(group) && _counts.Count >= Addresses)
            {
                foreach (var old in _counts.Where(pair => pair.Value.Until <= now).Select(pair => pair.Key).ToList())
                    _counts.Remove(old);
                if (_counts.Count >= Addresses)
                    group = Everyone;
            }

            var count = _counts.TryGetValue(group, out var known) && known.Until > now ? known : (Failures: 0, Until: now + Period);
            _counts[group] = count with { Failures = count.Failures + 1 };
            return count.Failures < PerMinute ? null : count.Until - now;
        }
    }

    private static IPAddress Group(IPAddress? address)
    {
        if (address is null)
            return Everyone;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
