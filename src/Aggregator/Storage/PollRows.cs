using System.Data;
using System.Data.Common;
using Aggregator.Configuration;
using Aggregator.Deduplicating;
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

    private readonly DecisionRows _decisions = new(database, connection, transaction, counters, revisionsKept);
    private readonly KnownArticleQuery _known = new(database, connection, transaction);
    private readonly StateRows _states = new(database, connection, transaction);
    private readonly RepeatedStatement _header = database.Repeat(
        connection, transaction,
        """
        UPDATE feeds SET title = @title, description = @description, site_url = @siteUrl, language = @language, image_url = @imageUrl, hub_url = @hubUrl, topic_url = @feedUrl
        WHERE id = @id
        """,
        ("title", DbType.String), ("description", DbType.String), ("siteUrl", DbType.String), ("language", DbType.String), ("imageUrl", DbType.String),
        ("hubUrl", DbType.String), ("feedUrl", DbType.String), ("id", DbType.Int64));

    private readonly RepeatedStatement _record = database.Repeat(
        connection, transaction,
        """
        INSERT INTO polls (feed_id, slot, started_at, duration_ms, outcome, status, bytes, entries, created, updated, known, reason, diagnostics, bound)
        VALUES (@feed, @slot, @startedAt, @duration, @outcome, @status, @bytes, @entries, @created, @updated, @known, @reason, @diagnostics, @bound)
        ON CONFLICT (feed_id, slot) DO UPDATE SET started_at = excluded.started_at, duration_ms = excluded.duration_ms,
          outcome = excluded.outcome, status = excluded.status, bytes = excluded.bytes, entries = excluded.entries, created = excluded.created,
          updated = excluded.updated, known = excluded.known, reason = excluded.reason, diagnostics = excluded.diagnostics, bound = excluded.bound
        """,
        ("feed", DbType.Int64), ("slot", DbType.Int64), ("startedAt", DbType.Int64), ("duration", DbType.Int64), ("outcome", DbType.String), ("status", DbType.Int32),
        ("bytes", DbType.Int64), ("entries", DbType.Int32), ("created", DbType.Int32), ("updated", DbType.Int32), ("known", DbType.Int32),
        ("reason", DbType.String), ("diagnostics", DbType.String), ("bound", DbType.String));

    public StoredPoll Write(CompletedPoll poll)
    {
        var found = WriteArticles(poll);
        // What is pushed may leave out what the feed says of itself.
        if (poll.Header is { } header && !poll.IsPush)
            _header.Run(header.Title, header.Description, header.SiteUrl, header.Language, header.ImageUrl, header.HubUrl, header.FeedUrl, poll.Feed.Id);
        var state = poll.State;
        if (found.Created > 0 && poll.WhenMissing is { } polledAgain)
        {
            state = polledAgain;
            WriteMissing(poll);
        }
        if (found.Created > 0)
            state = WithNews(state, poll.StartedAt);
        _states.Write(poll, found.IsGap ? Sooner(state, poll.StartedAt) : state, found);
        if (poll.HostHold is { } hold)
            HostRows.Write(connection, transaction, hold, poll.StartedAt);
        if (poll.HostPace is { } pace)
            HostRows.Write(connection, transaction, pace, poll.StartedAt);
        WriteRecord(poll, found.Created, found.Updated, found.Known);
        return new StoredPoll(poll, found.Created, found.Updated, found.Known) { Delays = found.Delays, IsGap = found.IsGap };
    }

    /// <summary>To be called once, behind the last poll: what is decided about all of them together. The commit must follow at once.</summary>
    /// <returns>What is to be done for the index of words after it.</returns>
    public SearchWork Finish()
    {
        var words = new SearchRows(database.Search, connection, transaction).Write(_decisions.Created, _decisions.Revised, _decisions.Sourced);
        new StoryRows(database, connection, transaction, _decisions.Changes).Write(_decisions.Created);
        _decisions.Changes.Write();
        return words;
    }

    public void Dispose()
    {
        _decisions.Dispose();
        _known.Dispose();
        _states.Dispose();
        _header.Dispose();
        _record.Dispose();
    }

    private FoundArticles WriteArticles(CompletedPoll poll)
    {
        if (poll.Sightings.IsDefaultOrEmpty || poll.Document is not { } document)
            return new FoundArticles();
        using var span = Spans.Under(poll.Trace, "identify");
        var known = _known.Run(poll.Feed.Id, poll.Sightings);
        var decisions = Decider.Decide(poll.Feed.Id, poll.Sightings, document, known, poll.StartedAt);
        var (created, updated) = _decisions.Write(poll.Feed.Id, decisions, poll.StartedAt);
        span?.SetTag("aggregator.articles.new", created).SetTag("aggregator.articles.updated", updated).SetTag("aggregator.articles.known", decisions.Count - created - updated);
        return FoundArticles.Of(poll, decisions, created, updated);
    }

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

    private void WriteRecord(CompletedPoll poll, int created, int updated, int known) => _record.Run(
        poll.Feed.Id, poll.State.Polls % pollsKept, poll.StartedAt.ToUnixTimeMilliseconds(), (long)poll.Duration.TotalMilliseconds, poll.Outcome.ToString(), poll.Status,
        poll.BytesReceived, poll.Entries, created, updated, known, poll.Reason, poll.Diagnostics, poll.Bound?.ToString());
}
