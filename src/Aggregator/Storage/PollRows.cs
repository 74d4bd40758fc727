using System.Data.Common;
using Aggregator.Configuration;
using Aggregator.Deduplicating;
using Aggregator.Fetching;
using Aggregator.Normalizing;
using Aggregator.Storage.Search;
using Aggregator.Storage.Stories;
using Dapper;

namespace Aggregator.Storage;

/// <summary>Writes completed polls within a transaction: what each found, what its feed is now, and its own record.</summary>
internal sealed class PollRows(
    Database database, DbConnection connection, DbTransaction transaction, Counters counters, int pollsKept, int revisionsKept) : IDisposable
{
    /// <summary>The reason of a next poll that no setting and no publisher fixed.</summary>
    private const string ByItsPast = "Auto";

    private readonly DecisionRows _decisions = new(connection, transaction, counters, revisionsKept);
    private readonly HourRows _hours = new(connection, transaction);

    public StoredPoll Write(CompletedPoll poll)
    {
        var found = WriteArticles(poll);
        // What is pushed may leave out what the feed says of itself.
        if (poll.Header is { } header && !poll.IsPush)
            WriteHeader(poll.Feed.Id, header);
        var state = poll.State;
        if (found.Created > 0 && poll.WhenMissing is { } polledAgain)
        {
            state = polledAgain;
            WriteMissing(poll);
        }
        if (found.Created > 0)
            state = WithNews(state, poll.StartedAt);
        WriteState(poll, found.IsGap ? Sooner(state, poll.StartedAt) : state, found.IsGap);
        if (poll.HostHold is { } hold)
            HostRows.Write(connection, transaction, hold, poll.StartedAt);
        if (poll.HostPace is { } pace)
            HostRows.Write(connection, transaction, pace, poll.StartedAt);
        WriteRecord(poll, found.Created, found.Updated, found.Known);
        _hours.Add(poll, found);
        return new StoredPoll(poll, found.Created, found.Updated, found.Known) { Delays = found.Delays, IsGap = found.IsGap };
    }

    /// <summary>To be called once, behind the last poll: what is decided about all of them together. The commit must follow at once.</summary>
    public void Finish()
    {
        new SearchRows(database.Search, connection, transaction).Write(_decisions.Created, _decisions.Revised);
        new StoryRows(database, connection, transaction, _decisions.Changes).Write(_decisions.Created);
        _hours.Write();
        _decisions.Changes.Write();
    }

    public void Dispose() => _decisions.Dispose();

    private FoundArticles WriteArticles(CompletedPoll poll)
    {
        if (poll.Sightings.IsDefaultOrEmpty || poll.Document is not { } document)
            return new FoundArticles();
        using var span = Spans.Under(poll.Trace, "identify");
        var known = KnownArticleQuery.Run(database, connection, transaction, poll.Feed.Id, poll.Sightings);
        var decisions = Decider.Decide(poll.Feed.Id, poll.Sightings, document, known, poll.StartedAt);
        var (created, updated) = _decisions.Write(poll.Feed.Id, decisions, poll.StartedAt);
        span?.SetTag("aggregator.articles.new", created).SetTag("aggregator.articles.updated", updated).SetTag("aggregator.articles.known", decisions.Count - created - updated);
        return FoundArticles.Of(poll, decisions, created, updated);
    }

    private void WriteHeader(long id, FeedHeader header) => connection.Execute(
        """
        UPDATE feeds SET title = @Title, description = @Description, site_url = @SiteUrl, language = @Language, image_url = @ImageUrl, hub_url = @HubUrl, topic_url = @FeedUrl
        WHERE id = @id
        """,
        new { id, header.Title, header.Description, header.SiteUrl, header.Language, header.ImageUrl, header.HubUrl, header.FeedUrl },
        transaction);

    /// <summary>A poll found what a hub should have told: it is not relied on until it tells something again, and is asked anew.</summary>
    private void WriteMissing(CompletedPoll poll) => connection.Execute(
        """
        UPDATE feeds SET pushed_until = NULL WHERE id = @Id;
        UPDATE subscriptions SET missing_at = @StartedAt, next_try_at = @StartedAt WHERE feed_id = @Id AND missing_at IS NULL
        """,
        new { poll.Feed.Id, poll.StartedAt },
        transaction);

    private static FeedState WithNews(FeedState state, DateTimeOffset at) => state with
    {
        NewsDays = NewsDays.With(state.NewsDays, state.LastNewAt, at),
        LastNewAt = at,
    };

    /// <summary>Articles came and went between two visits: half the wait that the feed's past suggested, but nothing that the publisher asked for is broken.</summary>
    private static FeedState Sooner(FeedState state, DateTimeOffset at)
    {
        var half = at + ((state.NextPollAt - at) / 2);
        var next = state.NotBefore > half ? state.NotBefore.Value : half;
        return state.NextPollReason != ByItsPast || next >= state.NextPollAt
            ? state
            : state with { NextPollAt = next, NextPollWhy = $"{state.NextPollWhy}; sooner, since articles came and went unseen before this visit" };
    }

    private static string HostOf(CompletedPoll poll, FeedState state) => state.Redirects.PolledUrl == poll.Feed.State.Redirects.PolledUrl
        ? poll.Feed.Host
        : HostName.Of(new Uri(state.Redirects.PolledUrl ?? poll.Feed.Url));

    /// <summary>Not of a feed whose URL the lists changed meanwhile: what the old one said of its answers is not the new one's.</summary>
    private void WriteState(CompletedPoll poll, FeedState state, bool isGap) => connection.Execute(
        """
        UPDATE feeds SET etag = @ETag, last_modified = @LastModified, validators_origin = @Origin, body_hash = @bodyHash, fingerprints = @fingerprints,
          parser_version = @ParserVersion, ttl_minutes = @TtlMinutes, ttl_base = @TtlBase, skip_hours = @SkipHours, skip_days = @SkipDays,
          next_poll_at = @NextPollAt, next_poll_why = @NextPollWhy, next_poll_reason = @NextPollReason, not_before = @NotBefore,
          answered_at = @AnsweredAt, fresh_for = @freshFor, retry_after = @retryAfter, gone_since = @GoneSince, gone_at = @GoneAt,
          host = @host, moved_to = @MovedTo, moved_used = @movedUsed, moving_to = @MovingTo, moving_since = @MovingSince,
          unchanged_since = @UnchangedSince, doubted_at = @DoubtedAt, news_days = @NewsDays, gaps = gaps + @gap, gap_at = CASE WHEN @gap = 1 THEN @LastPollAt ELSE gap_at END, quiet_after = CASE WHEN @hasNews = 1 THEN @quietAfter ELSE quiet_after END, history = @History,
          missed_url = @missedUrl, missed_since = @missedSince, missed_left = @missedLeft, gaps_closed = gaps_closed + @closed, last_poll_at = @LastPollAt,
          last_success_at = @LastSuccessAt, last_new_at = @LastNewAt, failures = @Failures, failure_class = @failureClass,
          failure_reason = @FailureReason, polls = @Polls
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
            state.NextPollAt,
            state.NextPollWhy,
            state.NextPollReason,
            state.NotBefore,
            state.AnsweredAt,
            freshFor = Milliseconds(state.FreshFor),
            retryAfter = Milliseconds(state.RetryAfter),
            state.GoneSince,
            state.GoneAt,
            host = HostOf(poll, state),
            state.Redirects.MovedTo,
            movedUsed = state.Redirects.Used ? 1 : 0,
            state.Redirects.MovingTo,
            state.Redirects.MovingSince,
            state.UnchangedSince,
            state.DoubtedAt,
            state.NewsDays,
            gap = isGap ? 1 : 0,
            hasNews = state.LastNewAt == poll.StartedAt ? 1 : 0,
            quietAfter = state.LastNewAt is { } last ? NewsDays.QuietAfter(state.NewsDays, last) : null,
            state.History,
            missedUrl = state.Missed?.Url,
            missedSince = state.Missed?.Since,
            missedLeft = state.Missed?.Left ?? 0,
            closed = poll.Pages is { Closed: true } ? 1 : 0,
            state.LastPollAt,
            state.LastSuccessAt,
            state.LastNewAt,
            state.Failures,
            failureClass = state.FailureClass?.ToString(),
            state.FailureReason,
            state.Polls,
        },
        transaction);

    private static long? Milliseconds(TimeSpan? span) => span is { } value ? (long)value.TotalMilliseconds : null;

    private void WriteRecord(CompletedPoll poll, int created, int updated, int known) => connection.Execute(
        """
        INSERT INTO polls (feed_id, slot, started_at, duration_ms, outcome, status, bytes, entries, created, updated, known, reason, diagnostics)
        VALUES (@feed, @slot, @StartedAt, @duration, @outcome, @Status, @BytesReceived, @Entries, @created, @updated, @known, @Reason, @Diagnostics)
        ON CONFLICT (feed_id, slot) DO UPDATE SET started_at = excluded.started_at, duration_ms = excluded.duration_ms,
          outcome = excluded.outcome, status = excluded.status, bytes = excluded.bytes, entries = excluded.entries, created = excluded.created,
          updated = excluded.updated, known = excluded.known, reason = excluded.reason, diagnostics = excluded.diagnostics
        """,
        new
        {
            feed = poll.Feed.Id,
            slot = poll.State.Polls % pollsKept,
            poll.StartedAt,
            duration = (long)poll.Duration.TotalMilliseconds,
            outcome = poll.Outcome.ToString(),
            poll.Status,
            poll.BytesReceived,
            poll.Entries,
            created,
            updated,
            known,
            poll.Reason,
            poll.Diagnostics,
        },
        transaction);
}
