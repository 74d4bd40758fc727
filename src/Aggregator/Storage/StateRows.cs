using System.Data;
using System.Data.Common;
using Aggregator.Fetching;
using Aggregator.Storage.Figures;
using Dapper;

namespace Aggregator.Storage;

/// <summary>
/// Writes what feeds are after their polls. Most polls bring nothing and change a few columns of many: then only those are written. Never of a feed whose URL
/// the lists changed meanwhile: what the old one said of its answers is not the new one's.
/// </summary>
internal sealed class StateRows(DbConnection connection, DbTransaction transaction) : IDisposable
{
    private readonly RepeatedStatement _visit = new(
        connection, transaction,
        $"""
        UPDATE feeds SET next_poll_at = @nextPollAt, next_poll_why = @nextPollWhy, next_poll_reason = @nextPollReason, not_before = @notBefore, answered_at = @answeredAt,
          fresh_for = @freshFor, retry_after = @retryAfter, unchanged_since = @unchangedSince, last_poll_at = @LastPollAt, last_success_at = @lastSuccessAt, polls = @polls,
          {FeedRates.Sql}
        WHERE id = @id AND url = @url
        """,
        ("nextPollAt", DbType.Int64), ("nextPollWhy", DbType.String), ("nextPollReason", DbType.String), ("notBefore", DbType.Int64), ("answeredAt", DbType.Int64),
        ("freshFor", DbType.Int64), ("retryAfter", DbType.Int64), ("unchangedSince", DbType.Int64), ("LastPollAt", DbType.Int64), ("lastSuccessAt", DbType.Int64),
        ("polls", DbType.Int64), ("span", DbType.Int64), ("part", DbType.Double), ("created", DbType.Int64), ("pushed", DbType.Double), ("bytes", DbType.Int64),
        ("delayLog", DbType.Double), ("delayPart", DbType.Double), ("id", DbType.Int64), ("url", DbType.String));

    /// <param name="poll">The poll.</param>
    /// <param name="state">What its feed is now.</param>
    /// <param name="found">What its document brought.</param>
    public void Write(CompletedPoll poll, FeedState state, FoundArticles found)
    {
        var span = FeedRates.Span(poll);
        _visit.Run(
            Instant(state.NextPollAt), state.NextPollWhy, state.NextPollReason, Instant(state.NotBefore), Instant(state.AnsweredAt),
            Milliseconds(state.FreshFor), Milliseconds(state.RetryAfter), Instant(state.UnchangedSince), Instant(state.LastPollAt), Instant(state.LastSuccessAt),
            state.Polls, span, FeedRates.PartOf(span), (long)found.Created, FeedRates.Pushed(poll, found.Created), poll.BytesReceived,
            FeedRates.DelayLog(found.Delays), FeedRates.DelayPart(found.Delays), poll.Feed.Id, poll.Feed.Url);
        if (found.IsGap || poll.Pages is { Closed: true } || !IsMereVisit(poll.Feed.State, state))
            WriteRest(poll, state, found.IsGap);
    }

    public void Dispose() => _visit.Dispose();

    /// <summary>Nothing is new but what every visit changes.</summary>
    private static bool IsMereVisit(FeedState before, FeedState after) => before == after with
    {
        NextPollAt = before.NextPollAt,
        NextPollWhy = before.NextPollWhy,
        NextPollReason = before.NextPollReason,
        NotBefore = before.NotBefore,
        AnsweredAt = before.AnsweredAt,
        FreshFor = before.FreshFor,
        RetryAfter = before.RetryAfter,
        UnchangedSince = before.UnchangedSince,
        LastPollAt = before.LastPollAt,
        LastSuccessAt = before.LastSuccessAt,
        Polls = before.Polls,
        // Not written here at all.
        PushedUntil = before.PushedUntil,
    };

    private void WriteRest(CompletedPoll poll, FeedState state, bool isGap) => connection.Execute(
        """
        UPDATE feeds SET etag = @ETag, last_modified = @LastModified, validators_origin = @Origin, body_hash = @bodyHash, fingerprints = @fingerprints,
          parser_version = @ParserVersion, ttl_minutes = @TtlMinutes, ttl_base = @TtlBase, skip_hours = @SkipHours, skip_days = @SkipDays,
          gone_since = @GoneSince, gone_at = @GoneAt, host = @host, moved_to = @MovedTo, moved_used = @movedUsed, moving_to = @MovingTo, moving_since = @MovingSince,
          doubted_at = @DoubtedAt, news_days = @NewsDays, gaps = gaps + @gap, gap_at = CASE WHEN @gap = 1 THEN @LastPollAt ELSE gap_at END,
          quiet_after = CASE WHEN @hasNews = 1 THEN @quietAfter ELSE quiet_after END, history = @History,
          missed_url = @missedUrl, missed_since = @missedSince, missed_left = @missedLeft, gaps_closed = gaps_closed + @closed,
          last_new_at = @LastNewAt, failures = @Failures, failure_class = @failureClass, failure_reason = @FailureReason
        WHERE id = @id AND url = @Url
        """,
        new
        {
            id = poll.Feed.Id,
            poll.Feed.Url,
            state.Validators.ETag,
            state.Validators.LastModified,
            state.Validators.Origin,
            bodyHash = state.BodyHash?.ToBytes(),
            fingerprints = FingerprintBlob.Write(state.Fingerprints),
            state.ParserVersion,
            state.TtlMinutes,
            state.TtlBase,
            state.SkipHours,
            state.SkipDays,
            state.GoneSince,
            state.GoneAt,
            host = HostOf(poll, state),
            state.Redirects.MovedTo,
            movedUsed = state.Redirects.Used ? 1 : 0,
            state.Redirects.MovingTo,
            state.Redirects.MovingSince,
            state.DoubtedAt,
            state.NewsDays,
            gap = isGap ? 1 : 0,
            state.LastPollAt,
            hasNews = state.LastNewAt == poll.StartedAt ? 1 : 0,
            quietAfter = state.LastNewAt is { } last ? NewsDays.QuietAfter(state.NewsDays, last) : null,
            state.History,
            missedUrl = state.Missed?.Url,
            missedSince = state.Missed?.Since,
            missedLeft = state.Missed?.Left ?? 0,
            closed = poll.Pages is { Closed: true } ? 1 : 0,
            state.LastNewAt,
            state.Failures,
            failureClass = state.FailureClass?.ToString(),
            state.FailureReason,
        },
        transaction);

    private static string HostOf(CompletedPoll poll, FeedState state) => state.Redirects.PolledUrl == poll.Feed.State.Redirects.PolledUrl
        ? poll.Feed.Host
        : HostName.Of(new Uri(state.Redirects.PolledUrl ?? poll.Feed.Url));

    private static long? Instant(DateTimeOffset? at) => at?.ToUnixTimeMilliseconds();

    private static long? Milliseconds(TimeSpan? span) => span is { } value ? (long)value.TotalMilliseconds : null;
}
