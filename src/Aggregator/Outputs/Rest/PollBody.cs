using Aggregator.Storage;

namespace Aggregator.Outputs.Rest;

/// <summary>One poll: what came, and what was new.</summary>
internal sealed record PollBody(DateTimeOffset Started, long Milliseconds, string Outcome, int? Status, long Bytes, int Entries, int Created, int Updated, string? Reason,
    string? Bound)
{
    public static PollBody Of(PollRecord poll) => new(
        poll.StartedAt, poll.DurationMs, poll.Outcome, poll.Status, poll.Bytes, poll.Entries, poll.Created, poll.Updated, poll.Reason, poll.Bound);
}
