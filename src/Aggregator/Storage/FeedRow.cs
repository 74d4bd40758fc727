using System.Data;
using System.Data.Common;
using Aggregator.Fetching;

namespace Aggregator.Storage;

/// <summary>A row of <c>feeds</c> with the hold of its host.</summary>
internal static class FeedRow
{
    /// <summary>In the order in which they are read. What is 0 in most rows is not read there.</summary>
    private static string Columns { get; } = RowCursor.Columns(
        "f.id", "f.url", "f.host", "COALESCE(f.listed_title, f.title, f.url)", "h.not_before", "h.held", "h.why", "h.failures",
        "f.etag", "f.last_modified", "f.validators_origin", "f.body_hash", "f.fingerprints", "f.document_memory", "NULLIF(f.parser_version, 0)", "f.ttl_minutes", "f.ttl_base", "NULLIF(f.skip_hours, 0)",
        "NULLIF(f.skip_days, 0)", "f.next_poll_at", "f.next_poll_why", "f.next_poll_reason", "f.not_before", "f.answered_at", "f.fresh_for", "f.retry_after", "f.gone_since",
        "f.gone_at", "f.moved_to", "NULLIF(f.moved_used, 0)", "f.moving_to", "f.moving_since", "f.unchanged_since", "f.doubted_at", "NULLIF(f.news_days, 0)", "f.history",
        "f.missed_url", "f.missed_since", "NULLIF(f.missed_left, 0)", "f.pushed_until", "f.last_poll_at", "f.last_success_at", "f.last_new_at", "NULLIF(f.failures, 0)", "f.failure_class",
        "f.failure_reason", "NULLIF(f.polls, 0)");

    /// <summary>Those of the numbers that there are, in any order.</summary>
    public static IEnumerable<DueFeed> Read(DbConnection connection, IEnumerable<long> ids)
    {
        using var statement = new RepeatedQuery(
            connection, transaction: null, $"SELECT {Columns} FROM json_each(@ids) j JOIN feeds f ON f.id = CAST(j.atom AS BIGINT) LEFT JOIN hosts h ON h.host = f.host", ("ids", DbType.String));
        using var rows = statement.Read(StorageJson.Numbers(ids));
        while (rows.Read())
            yield return Read(rows);
    }

    private static DueFeed Read(DbDataReader record)
    {
        var row = new RowCursor(record);
        var (id, url, host, name) = (row.Number(), row.Text(), row.Text(), row.Text());
        return new DueFeed
        {
            Id = id,
            Url = url,
            Host = host,
            Name = name,
            HostHold = Hold(host, row.InstantIfAny(), row.NumberIfAny(), row.TextIfAny(), row.NumberIfAny()),
            State = new FeedState
            {
                Validators = new Validators(row.TextIfAny(), row.TextIfAny(), row.TextIfAny()),
                BodyHash = row.BytesIfAny() is { } hash ? Hash128.Read(hash) : null,
                Fingerprints = FingerprintBlob.Read(row.BytesIfAny()),
                DocumentMemory = row.BytesIfAny(),
                ParserVersion = (int)row.NumberOrZero(),
                TtlMinutes = (int?)row.NumberIfAny(),
                TtlBase = row.InstantIfAny(),
                SkipHours = (int)row.NumberOrZero(),
                SkipDays = (int)row.NumberOrZero(),
                NextPollAt = row.Instant(),
                NextPollWhy = row.Text(),
                NextPollReason = row.Text(),
                NotBefore = row.InstantIfAny(),
                AnsweredAt = row.InstantIfAny(),
                FreshFor = row.SpanIfAny(),
                RetryAfter = row.SpanIfAny(),
                GoneSince = row.InstantIfAny(),
                GoneAt = row.InstantIfAny(),
                Redirects = Redirects(row.TextIfAny(), row.NumberOrZero() != 0, row.TextIfAny(), row.InstantIfAny()),
                UnchangedSince = row.InstantIfAny(),
                DoubtedAt = row.InstantIfAny(),
                NewsDays = row.NumberOrZero(),
                History = row.BytesIfAny(),
                Missed = Missed(row.TextIfAny(), row.InstantIfAny(), (int)row.NumberOrZero()),
                PushedUntil = row.InstantIfAny(),
                LastPollAt = row.InstantIfAny(),
                LastSuccessAt = row.InstantIfAny(),
                LastNewAt = row.InstantIfAny(),
                Failures = (int)row.NumberOrZero(),
                FailureClass = Enum.TryParse<FailureClass>(row.TextIfAny(), out var failure) ? failure : null,
                FailureReason = row.TextIfAny(),
                Polls = row.NumberOrZero(),
            },
        };
    }

    private static HostHold? Hold(string host, DateTimeOffset? notBefore, long? held, string? why, long? failures) =>
        notBefore is { } until ? new HostHold(host, until, held is not (null or 0), why ?? "", (int)(failures ?? 0)) : null;

    private static RedirectMemory Redirects(string? movedTo, bool isUsed, string? movingTo, DateTimeOffset? movingSince) =>
        movedTo is null && movingTo is null ? RedirectMemory.None : new RedirectMemory(movedTo, isUsed, movingTo, movingSince);

    private static MissedPages? Missed(string? url, DateTimeOffset? since, int left) =>
        url is not null && since is { } at ? new MissedPages(url, at, left) : null;
}
