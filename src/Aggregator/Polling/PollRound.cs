using Aggregator.Storage;

namespace Aggregator.Polling;

/// <summary>Polls a set of feeds once each, due or not, and ends when everything is stored.</summary>
internal sealed class PollRound(FeedClaims claims, PollPipeline pipeline, TimeProvider time)
{
    /// <param name="ids">The feeds, in the order in which they should be begun.</param>
    /// <param name="ended">Told of each feed as it ends.</param>
    /// <param name="cancellation">Stops beginning further polls.</param>
    public async Task<PollTotals> RunAsync(IReadOnlyList<long> ids, Action<DueFeed, PollEnd> ended, CancellationToken cancellation)
    {
        var gate = new Lock();
        var totals = new PollTotals();
        using var room = new SemaphoreSlim(pipeline.Capacity);
        var running = new List<Task>();
        foreach (var chunk in ids.Chunk(pipeline.Capacity / 4))
        {
            foreach (var feed in claims.Claim(chunk, time.GetUtcNow()))
            {
                if (cancellation.IsCancellationRequested)
                {
                    claims.Release(feed.Id);
                    continue;
                }
                await room.WaitAsync(CancellationToken.None).ConfigureAwait(false);
                running.Add(PollAsync(feed));
            }
            running.RemoveAll(task => task.IsCompleted);
        }
        await Task.WhenAll(running).ConfigureAwait(false);
        return totals;

        async Task PollAsync(DueFeed feed)
        {
            var end = await pipeline.SubmitAsync(feed).ConfigureAwait(false);
            room.Release();
            lock (gate)
                totals = totals.With(end);
            ended(feed, end);
        }
    }
}
