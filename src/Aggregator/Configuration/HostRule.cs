using System.IO.Enumeration;

namespace Aggregator.Configuration;

/// <summary>What is different for some hosts; null is as for all.</summary>
/// <param name="Pattern">A host, or a pattern with <c>*</c> for any characters; with a port only where the rule is for that port.</param>
internal sealed record HostRule(string Pattern)
{
    public int? Concurrency { get; init; }
    public TimeSpan? Delay { get; init; }
    public int? PollsPerMinute { get; init; }
    public HoldScope? Hold { get; init; }

    /// <param name="host">Host and port, in lower case.</param>
    public bool Matches(string host) => FileSystemName.MatchesSimpleExpression(
        Pattern, HasPort(Pattern) ? host : host.AsSpan(0, host.LastIndexOf(':') is >= 0 and var port ? port : host.Length));

    /// <summary>The notation of one text, as environment and command line have it.</summary>
    public override string ToString() => string.Join(' ', new[]
    {
        Pattern,
        Concurrency is { } concurrency ? $"concurrency={concurrency}" : null,
        Delay is { } delay ? $"delay={Durations.Format(delay)}" : null,
        PollsPerMinute is { } polls ? $"pollsPerMinute={polls}" : null,
        Hold is { } hold ? $"hold={hold.ToString().ToLowerInvariant()}" : null,
    }.OfType<string>());

    /// <summary>Colons inside of brackets belong to an IPv6 address.</summary>
    private static bool HasPort(string pattern) => pattern.LastIndexOf(':') > pattern.LastIndexOf(']');
}
