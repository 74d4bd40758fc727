using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Aggregator.Fetching.Addresses;

/// <summary>
/// Looks names up, a few at once, and shares the answers: who asks for a name that is being looked up waits for that, and for half a minute
/// the answer is used again. The address is checked at each connection all the same. A lookup blocks a pool thread for as long as the name
/// servers are silent, and cancelling frees the caller but not the thread: so a slot is given back when the lookup ends, not when its caller gives up.
/// </summary>
internal sealed class NameResolver(NameLookup lookup, TimeProvider time) : IDisposable
{
    private const int AtOnce = 8;
    private const int MostKept = 10_000;

    /// <summary>The system does not tell how long an answer holds; name servers seldom say less.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _slots = new(AtOnce);
    private readonly ConcurrentDictionary<string, Answer> _answers = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="FetchFailedException">The name has no address, or the name servers failed.</exception>
    public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var literal)) return [literal];
        try
        {
            var addresses = await (Shared(host) ?? await OwnAsync(host, cancellationToken).ConfigureAwait(false)).WaitAsync(cancellationToken).ConfigureAwait(false);
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

    /// <summary>A lookup under way, or one that succeeded lately; failures are not kept.</summary>
    private Task<IPAddress[]>? Shared(string host) =>
        _answers.TryGetValue(host, out var answer) && (!answer.Lookup.IsCompleted || IsFresh(answer)) ? answer.Lookup : null;

    private bool IsFresh(Answer answer) => answer.Lookup.IsCompletedSuccessfully && time.GetElapsedTime(answer.Begun) < Kept;

    private async Task<Task<IPAddress[]>> OwnAsync(string host, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (Shared(host) is { } meanwhile)
        {
            _slots.Release();
            return meanwhile;
        }

        var begun = time.GetTimestamp();
        var answer = new Answer(HoldSlotAsync(host), begun);
        if (_answers.Count >= MostKept) Forget();
        _answers[host] = answer;
        return answer.Lookup;
    }

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

    private void Forget()
    {
        foreach (var (host, answer) in _answers)
        {
            if (answer.Lookup.IsCompleted && !IsFresh(answer)) _answers.TryRemove(host, out _);
        }

        if (_answers.Count >= MostKept) _answers.Clear();
    }

    private static string Explain(string host, SocketError error) => error switch
    {
        SocketError.HostNotFound => $"The name {host} does not exist.",
        SocketError.NoData => $"The name {host} has no address.",
        SocketError.TryAgain => $"The name servers for {host} do not answer.",
        _ => $"The name {host} could not be looked up ({error}).",
    };

    private readonly record struct Answer(Task<IPAddress[]> Lookup, long Begun);
}
