namespace Aggregator.Fetching;

/// <summary>What an answer's headers ask of the next visit, already relative to the moment of the answer.</summary>
/// <param name="RetryAfter">How long to stay away (RFC 9110 §10.2.3), on 429, 503 and other errors.</param>
/// <param name="FreshFor">How long the answer stays fresh: <c>max-age</c> less <c>Age</c>, else <c>Expires</c> less <c>Date</c> (RFC 9111 §4.2).</param>
internal sealed record FreshnessHints(TimeSpan? RetryAfter, TimeSpan? FreshFor)
{
    public static readonly FreshnessHints None = new(null, null);
}
