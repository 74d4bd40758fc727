using Aggregator.Configuration;

namespace Aggregator.Commands.Simulating;

/// <summary>When a feed published.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Host">Where its polls would go.</param>
/// <param name="Times">Hours since 1970, ascending.</param>
/// <param name="Start">The first poll comes within an hour after it.</param>
/// <param name="End">Polls after it do not count.</param>
internal sealed record PublishingTrace(string Name, string Host, double[] Times, double Start, double End)
{
    /// <summary>What the lists say of it; null without lists.</summary>
    public FeedDefinition? Feed { get; init; }

    /// <summary>The times are another feed's, so that delays say nothing; polls count.</summary>
    public bool IsBorrowed { get; init; }

    /// <summary>From the first article to the last. There is at least one.</summary>
    public static PublishingTrace Of(string name, string host, double[] times) => new(name, host, times, times[0], times[^1]);
}
