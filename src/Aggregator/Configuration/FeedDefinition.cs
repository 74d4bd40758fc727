using System.Collections.Immutable;
using Aggregator.Configuration.Rules;

namespace Aggregator.Configuration;

/// <summary>One feed as the lists want it, defaults of its file and groups already applied.</summary>
internal sealed record FeedDefinition
{
    /// <summary>The URL as written (trimmed, without fragment): identity of the feed in the catalog and in storage.</summary>
    public required string Url { get; init; }

    /// <summary>The URL to ask, when <see cref="Url"/> refers to secrets; a secret.</summary>
    public string? RequestUrl { get; init; }

    /// <summary>Where it stands, for messages.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>URLs under which the feed was listed before: what is known of them is this feed's.</summary>
    public ImmutableArray<string> Replaces { get; init; } = [];
    public string? Title { get; init; }

    /// <summary>The groups that it stands in, outermost first; like <see cref="Location"/> not part of what it is.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>Sorted, no duplicates; group and file defaults included.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Fixed time between polls; null is as the settings have it, <c>auto</c> unless told otherwise.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Interval <c>auto</c> polls not sooner; null is as the settings have it.</summary>
    public TimeSpan? MinInterval { get; init; }

    /// <summary>Interval <c>auto</c> polls not later; null is as the settings have it.</summary>
    public TimeSpan? MaxInterval { get; init; }

    /// <summary>How fresh interval <c>auto</c> keeps it; null is its part of what the settings allow for all.</summary>
    public Freshness? Freshness { get; init; }

    /// <summary>Quartz cron expression that replaces the interval, or null.</summary>
    public string? Schedule { get; init; }

    /// <summary>IANA zone that <see cref="Schedule"/> is read in; UTC when null.</summary>
    public string? TimeZone { get; init; }
    public bool Enabled { get; init; } = true;
    public ImmutableSortedDictionary<string, string> Headers { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    public string? UserAgent { get; init; }

    /// <summary>Value of the <c>Authorization</c> header, resolved; a secret.</summary>
    public string? Authorization { get; init; }
    public TimeSpan? Timeout { get; init; }
    public long? MaxBytes { get; init; }
    public string? Proxy { get; init; }

    /// <summary>For how long its articles are kept, zero is for ever; null is as the settings have it.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>How many of its articles are kept, 0 is all; null is as the settings have it.</summary>
    public int? MaxArticles { get; init; }

    /// <summary>What is asked of its host's certificate in place of the system's trust; null, as it should be, is the system's trust.</summary>
    public CertificateExemption? Tls { get; init; }

    /// <summary>Whether the pages of its articles are fetched for their text.</summary>
    public bool FullText { get; init; }

    /// <summary>When there are any, only entries that match one are kept.</summary>
    public ImmutableArray<EntryRule> Keep { get; init; } = [];

    /// <summary>Entries that match one are dropped; stronger than <see cref="Keep"/>.</summary>
    public ImmutableArray<EntryRule> Drop { get; init; } = [];

    /// <summary>Tags for single articles, besides those of the feed.</summary>
    public ImmutableArray<TagRule> Tag { get; init; } = [];

    /// <summary>It carries what the operator trusts one origin with (credentials, headers, a certificate): none of that follows the feed elsewhere.</summary>
    public bool IsBoundToOrigin => Authorization is not null || !Headers.IsEmpty || Tls is not null || RequestUrl is not null;

    /// <summary>By content, lists item by item. <see cref="Location"/> does not count: moving a feed to another line changes nothing.</summary>
    public bool Equals(FeedDefinition? other) => other is not null
        && (Url, Title, Interval, Schedule, TimeZone, Enabled, FullText) == (other.Url, other.Title, other.Interval, other.Schedule, other.TimeZone, other.Enabled, other.FullText)
        && (RequestUrl, UserAgent, Authorization, Timeout, MaxBytes, Proxy, Tls) == (other.RequestUrl, other.UserAgent, other.Authorization, other.Timeout, other.MaxBytes, other.Proxy, other.Tls)
        && Replaces.SequenceEqual(other.Replaces)
        && (MinInterval, MaxInterval, Freshness, MaxAge, MaxArticles) == (other.MinInterval, other.MaxInterval, other.Freshness, other.MaxAge, other.MaxArticles)
        && Tags.SequenceEqual(other.Tags)
        && Headers.SequenceEqual(other.Headers)
        && Keep.SequenceEqual(other.Keep)
        && Drop.SequenceEqual(other.Drop)
        && Tag.SequenceEqual(other.Tag);

    public override int GetHashCode() => Url.GetHashCode(StringComparison.Ordinal);

    /// <summary>Without secrets: definitions end up in logs and failed assertions.</summary>
    public override string ToString() => $"{Redactor.Url(Url)} ({Location})";
}
