using System.Collections.Frozen;
using Aggregator.Fetching;

namespace Aggregator.Polling;

/// <summary>How long a feed is left alone after a failure of one class.</summary>
/// <param name="First">First step, in multiples of <c>Polling:BackOff</c>; it doubles with each further failure.</param>
/// <param name="Intervals">Never sooner than so many of the feed's own intervals: what the server refused is not asked for more often.</param>
/// <param name="HoldsHostFrom">Which failure in a row, of whichever feed, makes the whole host be left alone; 0 is none.</param>
/// <param name="Cap">Longest wait, where it is not <c>Polling:MaxBackOff</c>.</param>
internal sealed record BackOffRule(int First, int Intervals, int HoldsHostFrom = 0, TimeSpan? Cap = null)
{
    private static readonly FrozenDictionary<FailureClass, BackOffRule> Rules = new Dictionary<FailureClass, BackOffRule>
    {
        // Trouble on the way: usually short, and no work for the publisher. It is the host's, so its other feeds wait with this one. One
        // timeout may be a single slow page; a second in a row, of whichever feed, is not.
        [FailureClass.Dns] = new(1, Intervals: 0, HoldsHostFrom: 1),
        [FailureClass.Connect] = new(1, Intervals: 0, HoldsHostFrom: 1),
        [FailureClass.Timeout] = new(1, Intervals: 0, HoldsHostFrom: 2),
        [FailureClass.Truncated] = new(1, Intervals: 0),
        [FailureClass.ServerError] = new(1, Intervals: 0),
        [FailureClass.Internal] = new(1, Intervals: 0),

        // The publisher has to mend something first.
        [FailureClass.Tls] = new(6, Intervals: 1),
        [FailureClass.Redirect] = new(6, Intervals: 1),
        [FailureClass.ClientError] = new(6, Intervals: 1),
        [FailureClass.NotFound] = new(6, Intervals: 1),
        [FailureClass.NotAFeed] = new(6, Intervals: 1),
        [FailureClass.Unparseable] = new(6, Intervals: 1),
        [FailureClass.TooLarge] = new(36, Intervals: 1),

        // Only the operator can mend it, and nobody is asked meanwhile.
        [FailureClass.BlockedAddress] = new(1, Intervals: 0, Cap: TimeSpan.FromHours(1)),

        // The publisher's word: slow down, or never again. What is gone is asked for once more a day later, then once a week.
        [FailureClass.TooManyRequests] = new(6, Intervals: 2, HoldsHostFrom: 1),
        [FailureClass.Gone] = new(144, Intervals: 1, Cap: TimeSpan.FromDays(7)),
    }.ToFrozenDictionary();

    /// <summary>A 503 is a 429 in other words (RFC 9110 §15.6.4).</summary>
    public static BackOffRule For(FailureClass failure, int? status = null) =>
        Rules[failure == FailureClass.ServerError && status == 503 ? FailureClass.TooManyRequests : failure];
}
