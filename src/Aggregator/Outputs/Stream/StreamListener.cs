using Aggregator.Storage;
using Microsoft.AspNetCore.Http;

namespace Aggregator.Outputs.Stream;

/// <summary>
/// One listener's way through the stream: what it missed, a page at a time from the database, then what all get. Nothing is queued for it; its place is all
/// that it has. It is dropped when it takes nothing for too long or falls behind what is kept for all, and resumes with the last id that it saw.
/// </summary>
internal sealed class StreamListener(ChangeFollower follower, ChangeReader changes, SemaphoreSlim turns, TimeProvider time)
{
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>A listener's buffers hold some hundred kilobytes; one that took nothing of them for so long is not there.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const int PageSize = 200;
    private const int MostBytesAtOnce = 256 * 1024;

    public async Task RunAsync(HttpResponse response, long? after, StreamFilter filter, CancellationToken end)
    {
        using var membership = follower.Join();
        var number = after ?? changes.Last();
        var isLive = false;
        await WriteAsync(response, "retry: 3000\n\n"u8.ToArray(), end).ConfigureAwait(false);
        while (true)
        {
            var pulse = follower.Pulse;
            if (follower.Recent.After(number) is not { } events)
            {
                if (isLive)
                    return;
                number = await CatchUpAsync(response, number, filter, pulse, end).ConfigureAwait(false);
            }
            else if (events.Count == 0)
            {
                isLive = true;
                if (!await HasPulsedAsync(pulse, end).ConfigureAwait(false))
                    await WriteAsync(response, ": alive\n\n"u8.ToArray(), end).ConfigureAwait(false);
            }
            else
            {
                await WriteAsync(response, events, filter, end).ConfigureAwait(false);
                number = events[^1].Number;
            }
        }
    }

    /// <summary>A few read the database at a time, however many come back at once after a restart.</summary>
    private async Task<long> CatchUpAsync(HttpResponse response, long number, StreamFilter filter, Task pulse, CancellationToken end)
    {
        List<StreamEvent> page;
        await turns.WaitAsync(end).ConfigureAwait(false);
        try
        {
            page = [.. changes.Page(number, PageSize).Select(StreamEvent.Of)];
        }
        finally
        {
            turns.Release();
        }
        if (page.Count == 0)
        {
            await HasPulsedAsync(pulse, end).ConfigureAwait(false);
            return number;
        }
        await WriteAsync(response, page, filter, end).ConfigureAwait(false);
        return page[^1].Number;
    }

    private async Task WriteAsync(HttpResponse response, IReadOnlyList<StreamEvent> events, StreamFilter filter, CancellationToken end)
    {
        using var text = new MemoryStream();
        foreach (var one in events.Where(filter.Wants))
        {
            text.Write(one.Text.Span);
            if (text.Length < MostBytesAtOnce)
                continue;
            await WriteAsync(response, text.GetBuffer().AsMemory(0, (int)text.Length), end).ConfigureAwait(false);
            text.SetLength(0);
        }
        if (text.Length > 0)
            await WriteAsync(response, text.GetBuffer().AsMemory(0, (int)text.Length), end).ConfigureAwait(false);
    }

    private async Task WriteAsync(HttpResponse response, ReadOnlyMemory<byte> text, CancellationToken end)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end, patience.Token);
        await response.Body.WriteAsync(text, either.Token).ConfigureAwait(false);
        await response.Body.FlushAsync(either.Token).ConfigureAwait(false);
    }

    /// <summary>False when it is time for a sign of life.</summary>
    private async Task<bool> HasPulsedAsync(Task pulse, CancellationToken end)
    {
        try
        {
            await pulse.WaitAsync(Heartbeat, time, end).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
