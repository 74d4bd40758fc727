using System.Net;
using System.Net.Sockets;

namespace Aggregator.Fetching;

/// <summary>
/// Looks names up, a few at once. A lookup blocks a pool thread for as long as the name servers are silent, and cancelling frees the
/// caller but not the thread: so a slot is given back when the lookup ends, not when its caller gives up.
/// </summary>
internal sealed class NameResolver(NameLookup lookup) : IDisposable
{
    private const int AtOnce = 8;

    private readonly SemaphoreSlim _slots = new(AtOnce);

    /// <exception cref="FetchFailedException">The name has no address, or the name servers failed.</exception>
    public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var literal)) return [literal];
        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var addresses = await HoldSlotAsync(host).WaitAsync(cancellationToken).ConfigureAwait(false);
            return addresses.Length > 0 ? addresses : throw new FetchFailedException(FailureClass.Dns, $"The name {host} has no address.");
        }
        catch (SocketException e)
        {
            throw new FetchFailedException(FailureClass.Dns, Explain(host, e.SocketErrorCode), e);
        }
        catch (ArgumentException e)
        {
            throw new FetchFailedException(FailureClass.Dns, $"{host} is not a name that can be looked up.", e);
        }
    }

    public void Dispose() => _slots.Dispose();

    private async Task<IPAddress[]> HoldSlotAsync(string host)
    {
        try
        {
            return await lookup(host, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _slots.Release();
        }
    }

    private static string Explain(string host, SocketError error) => error switch
    {
        SocketError.HostNotFound => $"The name {host} does not exist.",
        SocketError.NoData => $"The name {host} has no address.",
        SocketError.TryAgain => $"The name servers for {host} do not answer.",
        _ => $"The name {host} could not be looked up ({error}).",
    };
}
