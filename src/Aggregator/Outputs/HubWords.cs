using Aggregator.Configuration;
using Aggregator.Storage.Deliveries;

namespace Aggregator.Outputs;

/// <summary>How it stands between a feed and the hub that it names (WebSub), in one word and in one sentence.</summary>
/// <param name="Agreed">What is agreed, without what only the hub may know.</param>
/// <param name="State"><c>off</c>, <c>due</c>, <c>failing</c>, <c>unconfirmed</c>, <c>expired</c>, <c>silent</c> or <c>pushing</c>.</param>
/// <param name="Sentence">The same for people.</param>
internal sealed record HubWords(Subscription Agreed, string State, string Sentence)
{
    /// <summary>Null for a feed that names no hub.</summary>
    public static HubWords? Of(Subscription? agreed, WebSubOptions options, DateTimeOffset now)
    {
        if (agreed is null)
            return null;
        var again = $"asked again {ExplanationWords.When(agreed.NextTryAt, now)}";
        return agreed switch
        {
            _ when options.PublicUrl is null => new(agreed, "off", "not asked, since WebSub:PublicUrl does not say where it could reach us; the feed is polled as ever"),
            { AskedAt: null } => new(agreed, "due", "not asked yet; the running daemon does so within seconds"),
            { Failures: > 0 } => new(agreed, "failing", $"{agreed.Failures} times in vain, {agreed.Reason?.TrimEnd('.')}; {again}"),
            { VerifiedAt: null } => new(agreed, "unconfirmed", $"asked {ExplanationWords.When(agreed.AskedAt.Value, now)} and not confirmed; {again}"),
            { LeaseUntil: { } ended } when ended <= now => new(agreed, "expired", $"its lease ended {ExplanationWords.When(ended, now)}; the feed is polled as ever, and the hub {again}"),
            { MissingAt: { } missed } => new(agreed, "silent", $"did not tell what polling found {ExplanationWords.When(missed, now)}; the feed is polled as ever until it tells something again"),
            _ => new(agreed, "pushing", $"tells what is new until {ExplanationWords.When(agreed.LeaseUntil!.Value, now)}, {again}; "
                + (agreed.PushedAt is { } pushed ? $"the last push came {ExplanationWords.When(pushed, now)}" : "no push so far")),
        };
    }
}
