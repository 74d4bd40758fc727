namespace Aggregator.Outputs.Webhooks;

/// <summary>What one call tells.</summary>
/// <param name="Id">The same for every try, so that a receiver knows what it has had.</param>
/// <param name="First">The first change after the cursor, told or not.</param>
/// <param name="Last">Where the cursor stands when the batch was taken.</param>
/// <param name="Count">Changes that are told; 0 when none concerns the receiver, and nothing is to be sent.</param>
/// <param name="Body">JSON.</param>
internal sealed record WebhookBatch(string Id, long First, long Last, int Count, ReadOnlyMemory<byte> Body);
