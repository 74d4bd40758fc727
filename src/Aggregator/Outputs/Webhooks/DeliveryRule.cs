using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Storage.Deliveries;

namespace Aggregator.Outputs.Webhooks;

/// <summary>What follows from a call that was not taken. Pure.</summary>
internal sealed class DeliveryRule(WebhooksOptions options)
{
    private const int Gone = 410;

    /// <summary>
    /// The receiver is well and does not want this very batch. Everything else is about the receiver (away, overloaded, its keys or its address changed), and
    /// the batch waits for it.
    /// </summary>
    public static bool Refuses(CallOutcome outcome) => outcome is CallOutcome.Answered { Status: 400 or 406 or 409 or 411 or 413 or 415 or 422 or 431 };

    public static string Reason(CallOutcome outcome) => outcome switch
    {
        CallOutcome.Answered { Text: var text, Status: var status } => OneLine(text) is { Length: > 0 } line ? $"answered {status}: {line}" : $"answered {status}",
        CallOutcome.Failed failed => failed.Reason,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    /// <summary>The row after a try that began with <paramref name="row"/>.</summary>
    public WebhookRow After(WebhookRow row, CallOutcome outcome, DateTimeOffset now)
    {
        var failures = row.Failures + 1;
        var since = row.FailingSince ?? now;
        var wait = BackOff(row.Name, failures);
        if (outcome is CallOutcome.Answered { RetryAfter: { } asked } && asked > wait)
            wait = asked < options.MaxBackOff ? asked : options.MaxBackOff;
        return row with
        {
            Failures = failures,
            FailingSince = since,
            RefusedSince = Refuses(outcome) ? row.RefusedSince ?? now : null,
            NextTryAt = now + wait,
            Status = (outcome as CallOutcome.Answered)?.Status,
            Reason = Reason(outcome),
            PausedAt = outcome is CallOutcome.Answered { Status: Gone } || now - since >= options.PauseAfter ? now : null,
        };
    }

    /// <summary>Whether the batch is to be set aside.</summary>
    public bool IsDead(WebhookRow row, DateTimeOffset now) => row.RefusedSince is { } since && now - since >= options.DeadAfter;

    /// <summary>Doubles with each failure; up to a tenth is taken off, the same for the same receiver and failure, so that receivers do not come together.</summary>
    private TimeSpan BackOff(string name, int failures)
    {
        var wait = TimeSpan.FromTicks((long)Math.Min(options.MaxBackOff.Ticks, options.BackOff.Ticks * Math.Pow(2, Math.Min(failures - 1, 40))));
        return wait - (wait * (Hash128.Of($"{name}/{failures}").High / (double)ulong.MaxValue / 10));
    }

    private static string OneLine(string text)
    {
        const int most = 200;
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        line = new string([.. line.Where(c => !char.IsControl(c))]);
        return line.Length <= most ? line : line[..most];
    }
}
