using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Aggregator.Configuration;

namespace Aggregator.Fetching.Addresses;

/// <summary>
/// Opens connections to checked addresses only. The check is on what the name resolved to, and the connection goes to the very address
/// that was checked: a name that changes its mind in between (DNS rebinding) gains nothing. Nothing leaves the process another way.
/// </summary>
internal sealed class AddressGuard(AddressPolicy policy, NameResolver resolver, TimeSpan connectTimeout, TimeProvider time)
{
    /// <summary>The addresses of a host that may be contacted, at least one.</summary>
    /// <exception cref="FetchFailedException">None may be, or the name does not resolve.</exception>
    public async Task<IReadOnlyList<IPAddress>> CheckAsync(string host, CancellationToken cancellationToken)
    {
        var addresses = await ResolveAsync(host, cancellationToken).ConfigureAwait(false);
        var checkedOnes = new List<IPAddress>(addresses.Length);
        var refusal = "";
        foreach (var address in addresses)
        {
            if (policy.Refusal(host, address) is not { } kind) checkedOnes.Add(address);
            else if (refusal.Length == 0) refusal = Explain(host, address, kind);
        }

        return checkedOnes.Count > 0 ? checkedOnes : throw new FetchFailedException(FailureClass.BlockedAddress, refusal);
    }

    /// <summary>Connects to the first address of the host that answers, in the resolver's order (RFC 6724); each gets its share of the time.</summary>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint target, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var addresses = await CheckAsync(target.Host, cancellationToken).ConfigureAwait(false);
        FetchFailedException? failure = null;
        for (var i = 0; i < addresses.Count; i++)
        {
            var left = connectTimeout - time.GetElapsedTime(start);
            if (left <= TimeSpan.Zero) break;
            try
            {
                return await DialAsync(new IPEndPoint(addresses[i], target.Port), left / (addresses.Count - i), cancellationToken).ConfigureAwait(false);
            }
            catch (FetchFailedException e)
            {
                failure = e;
            }
        }

        throw failure ?? new FetchFailedException(FailureClass.Timeout, $"{target.Host} could not be connected to within {connectTimeout.TotalSeconds:0.#} s.")
        {
            Bound = FetchBound.ConnectTime,
        };
    }

    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        using var span = Spans.Child("dns lookup");
        span?.SetTag("dns.question.name", host);
        using var deadline = new Deadline(connectTimeout, time, cancellationToken);
        try
        {
            return await resolver.ResolveAsync(host, deadline.Token).ConfigureAwait(false);
        }
        catch (FetchFailedException e)
        {
            span.Fail(e.Class.ToString(), e.Message);
            throw;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            span.Fail(nameof(FailureClass.Dns));
            throw new FetchFailedException(FailureClass.Dns, $"The name {host} was not resolved within {connectTimeout.TotalSeconds:0.#} s.") { Bound = FetchBound.ConnectTime };
        }
    }

    private async Task<Stream> DialAsync(IPEndPoint address, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var span = Spans.Child("connect", ActivityKind.Client);
        span?.SetTag("network.peer.address", address.Address.ToString()).SetTag("network.peer.port", address.Port).SetTag("network.transport", "tcp");
        using var deadline = new Deadline(limit, time, cancellationToken);
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, deadline.Token).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception e)
        {
            socket.Dispose();
            span.Fail((e is SocketException ? FailureClass.Connect : FailureClass.Timeout).ToString());
            if (e is SocketException error) throw new FetchFailedException(FailureClass.Connect, Explain(address, error.SocketErrorCode), e);
            if (e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
                throw new FetchFailedException(FailureClass.Timeout, $"{address} did not take the connection within {limit.TotalSeconds:0.#} s.", e) { Bound = FetchBound.ConnectTime };
            throw;
        }
    }

    private static string Explain(string host, IPAddress address, string kind)
    {
        var which = host == address.ToString() ? host : $"{host} leads to {address}, which";
        return $"{which} is not a public address ({kind}); Fetching:AllowedNetworks or AllowedHosts can allow it.";
    }

    private static string Explain(IPEndPoint address, SocketError error) => error switch
    {
        SocketError.ConnectionRefused => $"{address} refused the connection.",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable => $"There is no route to {address}.",
        SocketError.TimedOut => $"{address} did not take the connection.",
        _ => $"No connection to {address} ({error}).",
    };
}
