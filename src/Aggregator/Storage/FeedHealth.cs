using Aggregator.Configuration;

namespace Aggregator.Storage;

/// <summary>How a feed is, in one word with since when and why. The first word that applies holds, what needs somebody before what does not.</summary>
internal static class FeedHealth
{
    public const string Healthy = "healthy";

    /// <summary>Nothing new for longer than the pauses that it has made so far explain.</summary>
    public const string Quiet = "quiet";

    /// <summary>We are behind plan with it.</summary>
    public const string Late = "late";

    /// <summary>Its host asked us to stay away for a while.</summary>
    public const string Throttled = "throttled";
    public const string Failing = "failing";

    /// <summary>Read well, at another URL than its list says.</summary>
    public const string Moved = "moved";

    /// <summary>By its publisher's word.</summary>
    public const string Gone = "gone";

    /// <summary>Never polled yet.</summary>
    public const string New = "new";
    public const string Paused = "paused";
    public const string Retired = "retired";

    public static readonly IReadOnlyList<string> Words = [Healthy, Quiet, Late, Throttled, Failing, Moved, Gone, New, Paused, Retired];

    /// <summary>Claims wait for their host's turn and for room; that much is no delay.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(15);

    /// <summary>Of a feed f with its host h, at @now; needs @lateBy.</summary>
    public const string Sql = $"""
        CASE WHEN f.state = 'paused' THEN '{Paused}' WHEN f.state <> 'active' THEN '{Retired}' WHEN f.gone_at IS NOT NULL THEN '{Gone}'
          WHEN f.polls = 0 THEN '{New}' WHEN f.failures > 0 THEN '{Failing}'
          WHEN COALESCE(h.held, 0) = 1 AND h.not_before > @now THEN '{Throttled}'
          WHEN f.next_poll_at < @lateBy THEN '{Late}' WHEN f.moved_to IS NOT NULL THEN '{Moved}'
          WHEN f.quiet_after <= @now THEN '{Quiet}' ELSE '{Healthy}' END
        """;

    /// <summary>What to join as h where all feeds are looked at: a look into the table of hosts for each of them would cost more than all the rest. Needs @now.</summary>
    public const string HeldHosts = "held AS MATERIALIZED (SELECT host, held, not_before FROM hosts WHERE held = 1 AND not_before > @now)";

    public static DateTimeOffset LateBy(DateTimeOffset now) => now - Tolerance;

    /// <summary>Null where nothing tells it.</summary>
    public static DateTimeOffset? Since(FeedSummary feed) => feed.Health switch
    {
        Healthy or Failing or Moved => feed.LastSuccessAt,
        Quiet => feed.LastNewAt,
        Late => feed.NextPollAt,
        Throttled => feed.LastPollAt,
        Gone => feed.GoneAt,
        Paused => feed.PausedAt,
        _ => null,
    };

    /// <summary>What the daemon will do about it by itself.</summary>
    public static string WhatNext(FeedSummary feed) => feed.Health switch
    {
        Quiet => "it is polled as before, ever more rarely under interval auto; one new article makes it healthy",
        Late => "it is polled as soon as its host and the daemon have room",
        Throttled => "it is polled when its host's pause is over; nothing counts as a failure until then",
        Failing => "it is tried again at its next poll; each further failure doubles the wait, one success ends it",
        Moved => "the new URL is polled; when it fails for good the listed one is tried again",
        Gone => "it comes back by itself when its publisher serves it again",
        New => "its first poll comes as soon as the spread of new feeds allows",
        Paused when feed.PausedAt is not null => "nothing, until it is resumed",
        Paused or Retired => "nothing, until a list asks for it",
        _ => "it is polled again at its time",
    };

    /// <summary>Why, and what is to be done or will happen; empty for what is well.</summary>
    public static string Why(FeedSummary feed) => feed.Health switch
    {
        Quiet => "nothing new for more than three times its longest pause; look whether it still publishes there",
        Late => "its poll is overdue: the daemon is down, or has more to do than it can",
        Throttled => $"its host is left alone: {feed.HostWhy}",
        Failing => feed.FailureReason ?? "",
        Moved => $"moved to {Redactor.Url(feed.MovedTo!)}; 'aggregator plan' proposes the change of the list",
        Gone => $"{feed.FailureReason?.TrimEnd('.') ?? "410 Gone"}; asked once a week whether that was meant",
        New => "not polled yet",
        Paused when feed.PausedAt is not null => $"paused by {feed.PausedBy}, whatever its list says; 'aggregator feeds resume' and the API end that",
        Paused => "its list says enabled: false",
        Retired => "it left the lists; its articles stay",
        _ => "",
    };
}
