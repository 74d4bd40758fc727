using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Storage.Deliveries;
using Microsoft.Extensions.Logging;

namespace Aggregator.Outputs.Webhooks;

/// <summary>
/// Delivers to one receiver, a batch at a time and the next one only when the one before was taken. The order of things makes it at least once: the batch's
/// end is written, the call is made, the answer moves the cursor. A daemon that dies in between makes the same call again, under the same id.
/// </summary>
internal sealed partial class WebhookCourier(
    WebhookStore store, WebhookBatches batches, WebhookCaller caller, DeliveryRule rule, WebhooksOptions options, TimeProvider time, WebhookMetrics metrics,
    ILogger<WebhookCourier> logger)
{
    /// <summary>Longer than one call takes: another daemon takes over no sooner.</summary>
    private TimeSpan Lease => options.Timeout + TimeSpan.FromSeconds(30);

    /// <param name="endpoint">Who.</param>
    /// <param name="owner">This daemon, among those that share the database.</param>
    /// <param name="cancellation">Ends a call that is under way; it is made again.</param>
    public async Task<DeliveryStep> StepAsync(WebhookEndpoint endpoint, string owner, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (!store.Own(endpoint.Name, owner, now, now + Lease) || store.Find(endpoint.Name) is not { } row)
            return new DeliveryStep.Idle();
        if (row.PausedAt is not null)
            return new DeliveryStep.Paused();
        if (row.NextTryAt > now)
            return new DeliveryStep.Waiting(row.NextTryAt);
        if (store.DeadLetters(row.Name).FirstOrDefault(letter => letter.ReplayAt is not null) is { } letter)
            return await ReplayAsync(endpoint, row, letter, cancellation).ConfigureAwait(false);
        if (batches.Next(endpoint, row.Cursor, row.BatchEnd) is not { } batch)
            return new DeliveryStep.Idle();
        if (batch.Count == 0)
        {
            store.Advance(row.Name, row.Cursor, batch.Last, null, null);
            return new DeliveryStep.Progressed();
        }
        store.Begin(row.Name, row.Cursor, batch.Last);
        var outcome = await caller.CallAsync(endpoint, batch, cancellation).ConfigureAwait(false);
        if (outcome is not CallOutcome.Answered { IsSuccess: true } answered)
            return Fail(row, batch, outcome);
        store.Advance(row.Name, row.Cursor, batch.Last, time.GetUtcNow(), answered.Status);
        metrics.Taken(row.Name, batch.Count);
        if (row.Failures > 0)
            LogRecovered(row.Name, row.Failures);
        return new DeliveryStep.Progressed();
    }

    private DeliveryStep Fail(WebhookRow row, WebhookBatch batch, CallOutcome outcome)
    {
        var now = time.GetUtcNow();
        metrics.NotTaken(row.Name);
        var after = rule.After(row, outcome, now);
        if (rule.IsDead(after, now))
        {
            store.Bury(new DeadLetter { Webhook = row.Name, FirstChange = batch.First, LastChange = batch.Last, DiedAt = now, Status = after.Status, Reason = after.Reason! });
            LogDead(row.Name, batch.First, batch.Last, after.Reason!);
            return new DeliveryStep.Progressed();
        }
        store.Fail(after);
        if (after.PausedAt is not null)
        {
            LogPaused(row.Name, after.Reason!);
            return new DeliveryStep.Paused();
        }
        if (row.Failures == 0)
            LogNotTaken(row.Name, after.Reason!);
        return new DeliveryStep.Waiting(after.NextTryAt);
    }

    /// <summary>A replayed letter goes before what is new. A receiver that is away keeps it waiting; one that refuses it again gets it back among the dead.</summary>
    private async Task<DeliveryStep> ReplayAsync(WebhookEndpoint endpoint, WebhookRow row, DeadLetter letter, CancellationToken cancellation)
    {
        var batch = batches.Next(endpoint, letter.FirstChange - 1, letter.LastChange);
        if (batch is null or { Count: 0 })
        {
            store.Remove(letter);
            return new DeliveryStep.Progressed();
        }
        var outcome = await caller.CallAsync(endpoint, batch, cancellation).ConfigureAwait(false);
        if (outcome is CallOutcome.Answered { IsSuccess: true })
        {
            store.Remove(letter);
            metrics.Taken(row.Name, batch.Count);
            return new DeliveryStep.Progressed();
        }
        metrics.NotTaken(row.Name);
        var now = time.GetUtcNow();
        var after = rule.After(row, outcome, now);
        if (DeliveryRule.Refuses(outcome))
        {
            store.BuryAgain(letter with { DiedAt = now, Status = after.Status, Reason = after.Reason! });
            return new DeliveryStep.Progressed();
        }
        store.Fail(after);
        return after.PausedAt is null ? new DeliveryStep.Waiting(after.NextTryAt) : new DeliveryStep.Paused();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The webhook {Name} did not take a batch ({Reason}); it is tried again, and what comes meanwhile waits")]
    private partial void LogNotTaken(string name, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The webhook {Name} takes batches again, after {Failures} that it did not take")]
    private partial void LogRecovered(string name, int failures);

    [LoggerMessage(Level = LogLevel.Error, Message = "The webhook {Name} is paused ({Reason}); 'aggregator webhooks replay {Name}' goes on where it stopped")]
    private partial void LogPaused(string name, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The webhook {Name} refuses the changes {First} to {Last} ({Reason}); they are a dead letter now")]
    private partial void LogDead(string name, long first, long last, string reason);
}
