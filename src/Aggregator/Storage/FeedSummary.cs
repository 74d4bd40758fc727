using System.Text.Json;

namespace Aggregator.Storage;

/// <summary>A feed as a person wants to see it.</summary>
internal record FeedSummary
{
    public long Id { get; init; }
    public string Url { get; init; } = "";
    public string Host { get; init; } = "";
    public string Name { get; init; } = "";
    public string State { get; init; } = "";
    public string Tags { get; init; } = "[]";
    public int Failures { get; init; }
    public string? FailureClass { get; init; }
    public string? FailureReason { get; init; }
    public DateTimeOffset? LastPollAt { get; init; }
    public DateTimeOffset? LastSuccessAt { get; init; }
    public DateTimeOffset? LastNewAt { get; init; }
    public DateTimeOffset NextPollAt { get; init; }
    public string NextPollWhy { get; init; } = "";
    public string NextPollReason { get; init; } = "";

    /// <summary>When the publisher's word that it is gone for good was confirmed.</summary>
    public DateTimeOffset? GoneAt { get; init; }

    /// <summary>Where permanent redirects have proven to lead: a proposal for the list.</summary>
    public string? MovedTo { get; init; }
    public DateTimeOffset? HostNotBefore { get; init; }
    public string? HostWhy { get; init; }
    public long Polls { get; init; }

    /// <summary>When somebody paused it over the API or by command; null when its list did, or nobody.</summary>
    public DateTimeOffset? PausedAt { get; init; }
    public string? PausedBy { get; init; }

    /// <summary>Visits that found nothing of what the visit before had found: articles were missed in between.</summary>
    public long Gaps { get; init; }
    public DateTimeOffset? GapAt { get; init; }

    /// <summary>Those whose articles were found on older pages after all.</summary>
    public long GapsClosed { get; init; }

    /// <summary>Older pages that the next visits may still read for the last gap.</summary>
    public long MissedLeft { get; init; }

    /// <summary>Articles that it carries or carried.</summary>
    public long Articles { get; init; }

    /// <summary>Edits of those that it brought first.</summary>
    public long Revisions { get; init; }

    /// <summary>One word of <see cref="FeedHealth"/>.</summary>
    public string Health { get; init; } = "";

    public IReadOnlyList<string> TagList => JsonSerializer.Deserialize(Tags, StorageJson.Default.IEnumerableString)?.ToList() ?? [];
}
