using System.Data;
using System.Data.Common;
using Aggregator.Fetching;
using Aggregator.Storage.Figures;

namespace Aggregator.Storage;

/// <summary>
/// Writes what feeds are after their polls. Most polls bring nothing and change a few columns of many: then only those are written. Never of a feed whose URL
/// the lists changed meanwhile: what the old one said of its answers is not the new one's.
/// </summary>
internal sealed class StateRows(Database database, DbConnection connection, DbTransaction transaction) : IDisposable
{
    private readonly RepeatedStatement _visit = database.Repeat(
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

    private readonly RepeatedStatement _rest = database.Repeat(
        connection, transaction,
        """
        UPDATE feeds SET etag = @etag, last_modified = @lastModified, validators_origin = @origin, body_hash = @bodyHash, fingerprints = @fingerprints, document_memory = @memory,
          parser_version = @parserVersion, ttl_minutes = @ttlMinutes, ttl_base = @ttlBase, skip_hours = @skipHours, skip_days = @skipDays,
          gone_since = @goneSince, gone_at = @goneAt, host = @host, moved_to = @movedTo, moved_used = @movedUsed, moving_to = @movingTo, moving_since = @movingSince,
          doubted_at = @doubtedAt, news_days = @newsDays, gaps = gaps + @gap, gap_at = CASE WHEN @gap = 1 THEN @lastPollAt ELSE gap_at END,
          quiet_after = CASE WHEN @hasNews = 1 THEN @quietAfter ELSE quiet_after END, history = @history,
          missed_url = @missedUrl, missed_since = @missedSince, missed_left = @missedLeft, gaps_closed = gaps_closed + @closed,
          last_new_at = @lastNewAt, failures = @failures, failure_class = @failureClass, failure_reason = @failureReason
        WHERE id = @id AND url = @url
        """,
        ("etag", DbType.String), ("lastModified", DbType.String), ("origin", DbType.String), ("bodyHash", DbType.Binary), ("fingerprints", DbType.Binary), ("memory", DbType.Binary),
        ("parserVersion", DbType.Int32), ("ttlMinutes", DbType.Int32), ("ttlBase", DbType.Int64), ("skipHours", DbType.Int32), ("skipDays", DbType.Int32),
        ("goneSince", DbType.Int64), ("goneAt", DbType.Int64), ("host", DbType.String), ("movedTo", DbType.String), ("movedUsed", DbType.Int32),
        ("movingTo", DbType.String), ("movingSince", DbType.Int64), ("doubtedAt", DbType.Int64), ("newsDays", DbType.Int64), ("gap", DbType.Int32),
        ("lastPollAt", DbType.Int64), ("hasNews", DbType.Int32), ("quietAfter", DbType.Int64), ("history", DbType.Binary), ("missedUrl", DbType.String),
        ("missedSince", DbType.Int64), ("missedLeft", DbType.Int32), ("closed", DbType.Int32), ("lastNewAt", DbType.Int64), ("failures", DbType.Int32),
        ("failureClass", DbType.String), ("failureReason", DbType.String), ("id", DbType.Int64), ("url", DbType.String));

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

    public void Dispose()
    {
        _visit.Dispose();
        _rest.Dispose();
    }

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

    private void WriteRest(CompletedPoll poll, FeedState state, bool isGap) => _rest.Run(
        state.Validators.ETag, state.Validators.LastModified, state.Validators.Origin, state.BodyHash?.ToBytes(), FingerprintBlob.Write(state.Fingerprints), state.DocumentMemory,
        state.ParserVersion, state.TtlMinutes, Instant(state.TtlBase), state.SkipHours, state.SkipDays,
        Instant(state.GoneSince), Instant(state.GoneAt), HostOf(poll, state), state.Redirects.MovedTo, state.Redirects.Used ? 1 : 0, state.Redirects.MovingTo,
        Instant(state.Redirects.MovingSince), Instant(state.DoubtedAt), state.NewsDays, isGap ? 1 : 0, Instant(state.LastPollAt),
        state.LastNewAt == poll.StartedAt ? 1 : 0, Instant(state.LastNewAt is { } last ? NewsDays.QuietAfter(state.NewsDays, last) : null), state.History,
        state.Missed?.Url, Instant(state.Missed?.Since), state.Missed?.Left ?? 0, poll.Pages is { Closed: true } ? 1 : 0,
        Instant(state.LastNewAt), state.Failures, state.FailureClass?.ToString(), state.FailureReason, poll.Feed.Id, poll.Feed.Url);

    private static string HostOf(CompletedPoll poll, FeedState state) => state.Redirects.PolledUrl == poll.Feed.State.Redirects.PolledUrl
        ? poll.Feed.Host
        : HostName.Of(new Uri(state.Redirects.PolledUrl ?? poll.Feed.Url));

    private static long? Instant(DateTimeOffset? at) => at?.ToUnixTimeMilliseconds();

    private static long? Milliseconds(TimeSpan? span) => span is { } value ? (long)value.TotalMilliseconds : null;
}
