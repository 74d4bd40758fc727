using Aggregator.Configuration;
using Aggregator.Fetching;

namespace Aggregator.Outputs.FullText;

/// <summary>Whether and when a page that could not be read is tried again. Pure.</summary>
internal sealed class PageRule(FullTextOptions options, PollingOptions polling)
{
    /// <param name="failure">What went wrong.</param>
    /// <param name="tries">Tries, this one included.</param>
    /// <param name="asked">What the server asked for.</param>
    /// <param name="now">The end of the try.</param>
    /// <returns>Null when it is not tried again.</returns>
    public DateTimeOffset? NextTry(FailureClass failure, int tries, TimeSpan? asked, DateTimeOffset now)
    {
        if (tries >= options.Tries || !IsPassing(failure))
            return null;
        var wait = TimeSpan.FromTicks((long)Math.Min(polling.MaxBackOff.Ticks, polling.BackOff.Ticks * Math.Pow(2, tries - 1)));
        if (asked > wait)
            wait = asked.Value < polling.MaxPublisherWait ? asked.Value : polling.MaxPublisherWait;
        return now + wait;
    }

    /// <summary>The rest is the same tomorrow: the page is not there, not ours to see, no page, or too large.</summary>
    private static bool IsPassing(FailureClass failure) => failure is FailureClass.Dns or FailureClass.Connect or FailureClass.Tls or FailureClass.Timeout
        or FailureClass.TooManyRequests or FailureClass.ServerError or FailureClass.Truncated or FailureClass.Internal;
}
