using System.Collections.Frozen;
using Aggregator.Fetching;

namespace Aggregator.Polling;

/// <summary>How long a feed is left alone after a failure of one class.</summary>
/// <param name="First">First step, in multiples of <c>Polling:BackOff</c>; it doubles with each further failure.</param>
/// <param name="AtLeastInterval">Never sooner than the feed's own interval: what the server refused is not asked for more often.</param>
/// <param name="HoldsHost">The whole host is left alone, not only the feed.</param>
/// <param name="Cap">Longest wait, where it is not <c>Polling:MaxBackOff</c>.</param>
internal sealed record BackOffRule(int First, bool AtLeastInterval, bool HoldsHost = false, TimeSpan? Cap = null)
{
    private static readonly FrozenDictionary<FailureClass, BackOffRule> Rules = new Dictionary<FailureClass, BackOffRule>
    {
        // Trouble on the way: usually short, and no work for the publisher.
        [FailureClass.Dns] = new(1, AtLeastInterval: false),
        [FailureClass.Connect] = new(1, AtLeastInterval: false),
        [FailureClass.Timeout] = new(1, AtLeastInterval: false),
        [FailureClass.Truncated] = new(1, AtLeastInterval: false),
        [FailureClass.ServerError] = new(1, AtLeastInterval: false),
        [FailureClass.Internal] = new(1, AtLeastInterval: false),

        // The publisher has to mend something first.
        [FailureClass.Tls] = new(6, AtLeastInterval: true),
        [FailureClass.Redirect] = new(6, AtLeastInterval: true),
        [FailureClass.ClientError] = new(6, AtLeastInterval: true),
        [FailureClass.NotFound] = new(6, AtLeastInterval: true),
        [FailureClass.NotAFeed] = new(6, AtLeastInterval: true),
        [FailureClass.Unparseable] = new(6, AtLeastInterval: true),
        [FailureClass.TooLarge] = new(36, AtLeastInterval: true),

        // Only the operator can mend it, and nobody is asked meanwhile.
        [FailureClass.BlockedAddress] = new(1, AtLeastInterval: false, Cap: TimeSpan.FromHours(1)),

        // The publisher's word: slow down, or never again. Once a week we ask whether it was meant.
        [FailureClass.TooManyRequests] = new(6, AtLeastInterval: true, HoldsHost: true),
        [FailureClass.Gone] = new(144, AtLeastInterval: true, Cap: TimeSpan.FromDays(7)),
    }.ToFrozenDictionary();

    public static BackOffRule For(FailureClass failure) => Rules[failure];
}
