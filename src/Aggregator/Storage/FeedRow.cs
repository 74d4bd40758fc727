using Aggregator.Fetching;

namespace Aggregator.Storage;

/// <summary>A row of <c>feeds</c> as Dapper reads it, with the hold of its host.</summary>
internal sealed record FeedRow
{
    public const string Columns = """
        f.id, f.url, f.host, COALESCE(f.listed_title, f.title, f.url) AS name, f.etag, f.last_modified, f.validators_origin, f.body_hash, f.fingerprints,
        f.parser_version, f.ttl_minutes, f.ttl_base, f.skip_hours, f.skip_days, f.next_poll_at, f.next_poll_why, f.last_poll_at, f.last_success_at, f.last_new_at, f.failures, f.failure_class,
        f.failure_reason, f.polls, f.next_poll_reason, f.not_before, f.answered_at, f.fresh_for, f.retry_after, f.gone_since, f.gone_at,
        f.moved_to, f.moved_used, f.moving_to, f.moving_since, f.unchanged_since, f.doubted_at, f.news_days, f.pushed_until, f.history, f.missed_url, f.missed_since, f.missed_left,
        h.not_before AS host_not_before, h.held AS host_held, h.why AS host_why, h.failures AS host_failures
        """;

    public long Id { get; init; }
    public string Url { get; init; } = "";
    public string Host { get; init; } = "";
    public string Name { get; init; } = "";
    public string? Etag { get; init; }
    public string? LastModified { get; init; }
    public string? ValidatorsOrigin { get; init; }
    public byte[]? BodyHash { get; init; }
    public byte[]? Fingerprints { get; init; }
    public int ParserVersion { get; init; }
    public int? TtlMinutes { get; init; }
    public DateTimeOffset? TtlBase { get; init; }
    public int SkipHours { get; init; }
    public int SkipDays { get; init; }
    public long NextPollAt { get; init; }
    public string NextPollWhy { get; init; } = "";
    public long? LastPollAt { get; init; }
    public long? LastSuccessAt { get; init; }
    public long? LastNewAt { get; init; }
    public int Failures { get; init; }
    public string? FailureClass { get; init; }
    public string? FailureReason { get; init; }
    public long Polls { get; init; }
    public string NextPollReason { get; init; } = "";
    public long? NotBefore { get; init; }
    public long? AnsweredAt { get; init; }
    public long? FreshFor { get; init; }
    public long? RetryAfter { get; init; }
    public long? GoneSince { get; init; }
    public long? GoneAt { get; init; }
    public string? MovedTo { get; init; }
    public long MovedUsed { get; init; }
    public string? MovingTo { get; init; }
    public long? MovingSince { get; init; }
    public long? UnchangedSince { get; init; }
    public long? DoubtedAt { get; init; }
    public long NewsDays { get; init; }
    public long? PushedUntil { get; init; }
    public byte[]? History { get; init; }
    public string? MissedUrl { get; init; }
    public long? MissedSince { get; init; }
    public long MissedLeft { get; init; }
    public long? HostNotBefore { get; init; }
    public long HostHeld { get; init; }
    public string? HostWhy { get; init; }
    public int HostFailures { get; init; }

    public DueFeed ToDueFeed() => new()
    {
        Id = Id,
        Url = Url,
        Host = Host,
        Name = Name,
        HostHold = Instant(HostNotBefore) is { } notBefore ? new HostHold(Host, notBefore, HostHeld != 0, HostWhy ?? "", HostFailures) : null,
        State = new FeedState
        {
            Validators = new Validators(Etag, LastModified, ValidatorsOrigin),
            BodyHash = BodyHash is null ? null : Hash128.Read(BodyHash),
            Fingerprints = FingerprintBlob.Read(Fingerprints),
            ParserVersion = ParserVersion,
            TtlMinutes = TtlMinutes,
            TtlBase = TtlBase,
            SkipHours = SkipHours,
            SkipDays = SkipDays,
            NextPollAt = DateTimeOffset.FromUnixTimeMilliseconds(NextPollAt),
            NextPollWhy = NextPollWhy,
            NextPollReason = NextPollReason,
            NotBefore = Instant(NotBefore),
            AnsweredAt = Instant(AnsweredAt),
            FreshFor = Span(FreshFor),
            RetryAfter = Span(RetryAfter),
            GoneSince = Instant(GoneSince),
            GoneAt = Instant(GoneAt),
            Redirects = MovedTo is null && MovingTo is null
                ? RedirectMemory.None
                : new RedirectMemory(MovedTo, MovedUsed != 0, MovingTo, Instant(MovingSince)),
            UnchangedSince = Instant(UnchangedSince),
            DoubtedAt = Instant(DoubtedAt),
            NewsDays = NewsDays,
            History = History,
            Missed = MissedUrl is { } missed && Instant(MissedSince) is { } missedSince ? new MissedPages(missed, missedSince, (int)MissedLeft) : null,
            PushedUntil = Instant(PushedUntil),
            LastPollAt = Instant(LastPollAt),
            LastSuccessAt = Instant(LastSuccessAt),
            LastNewAt = Instant(LastNewAt),
            Failures = Failures,
            FailureClass = Enum.TryParse<FailureClass>(FailureClass, out var failure) ? failure : null,
            FailureReason = FailureReason,
            Polls = Polls,
        },
    };

    private static TimeSpan? Span(long? milliseconds) => milliseconds is { } value ? TimeSpan.FromMilliseconds(value) : null;

    private static DateTimeOffset? Instant(long? milliseconds) =>
        milliseconds is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;
}
