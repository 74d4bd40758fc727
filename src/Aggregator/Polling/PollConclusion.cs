using Aggregator.Fetching;
using Aggregator.Storage;

namespace Aggregator.Polling;

/// <summary>What a visit means for the feed's and the host's next one. Pure.</summary>
internal sealed class PollConclusion(PollPlanner planner, HostBudgets budgets)
{
    /// <param name="fetched">The visit.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="state">The feed's state, with validators, hash and fingerprints of the visit already taken over.</param>
    /// <param name="now">The end of the visit.</param>
    public CompletedPoll OfSuccess(FetchedFeed fetched, PollOutcome outcome, FeedState state, DateTimeOffset now)
    {
        var (feed, before) = (fetched.Feed, fetched.Feed.State);
        var redirects = RedirectLearner.AfterSuccess(feed, fetched.Definition, fetched.Outcome.Redirects, now);
        return Complete(fetched, outcome, now, state with
        {
            LastSuccessAt = fetched.StartedAt,
            Failures = 0,
            FailureClass = null,
            FailureReason = null,
            GoneSince = null,
            GoneAt = null,
            UnchangedSince = outcome == PollOutcome.NotModified ? before.UnchangedSince ?? fetched.StartedAt : null,
            DoubtedAt = ValidatorDoubt.IsDue(before, fetched.StartedAt) ? fetched.StartedAt : before.DoubtedAt,
            Redirects = redirects,
            Validators = SameHost(feed, redirects) ? state.Validators : Validators.None,
        }) with
        {
            HostPace = Pace(fetched, 0, now),
        };
    }

    /// <summary>What a hub brought changes nothing about visits: when the last one was and how it went stays, and the next is counted from there.</summary>
    public CompletedPoll OfPush(FetchedFeed fetched, PollOutcome outcome, FeedState state, DateTimeOffset now)
    {
        var before = fetched.Feed.State;
        state = state with { Polls = state.Polls + 1, TtlMinutes = before.TtlMinutes, TtlBase = before.TtlBase, SkipHours = before.SkipHours, SkipDays = before.SkipDays };
        var next = planner.Plan(PollFacts.Of(fetched.Feed.Id, fetched.Definition, state, null));
        return new CompletedPoll
        {
            Feed = fetched.Feed,
            StartedAt = fetched.StartedAt,
            Duration = now - fetched.StartedAt,
            Outcome = outcome,
            BytesReceived = fetched.Outcome.BytesReceived,
            IsPush = true,
            State = With(state, next),
        };
    }

    public CompletedPoll OfFailure(FetchedFeed fetched, FailureClass failure, string reason, DateTimeOffset now)
    {
        var (feed, before, status) = (fetched.Feed, fetched.Feed.State, fetched.Outcome.Status);
        var failures = before.Failures + 1;
        var redirects = RedirectLearner.AfterFailure(before.Redirects, failures, failure, status);
        var host = fetched.Outcome.Redirects is [.., var last] ? HostName.Of(last.Target) : feed.Host;
        var hostFailures = HostFailures(feed, host, failure, status);
        return Complete(fetched, PollOutcome.Failed, now, before with
        {
            Failures = failures,
            FailureClass = failure,
            FailureReason = reason,
            GoneSince = before.GoneSince ?? (failure == FailureClass.Gone ? fetched.StartedAt : null),
            GoneAt = before.GoneAt
                ?? (failure == FailureClass.Gone && fetched.StartedAt - before.GoneSince >= PollPlanner.GoneAfter ? fetched.StartedAt : null),
            Redirects = redirects,
            Validators = SameHost(feed, redirects) ? before.Validators : Validators.None,
        }) with
        {
            Reason = reason,
            Bound = (fetched.Outcome as FetchOutcome.Failed)?.Bound,
            HostHold = HoldAfter(feed, host, fetched.Outcome, failure, reason, now),
            HostPace = Pace(fetched, host == feed.Host ? hostFailures : 0, now),
        };
    }

    /// <summary>For how long a host is left alone after a visit that failed, or null.</summary>
    public HostHold? HoldAfter(DueFeed feed, string host, FetchOutcome outcome, FailureClass failure, string reason, DateTimeOffset now)
    {
        var failures = HostFailures(feed, host, failure, outcome.Status);
        return failures > 0 && planner.HostHold(failure, outcome.Status, failures, PollFacts.Hints(feed.State, outcome.Hints), now, host) is { } until
            ? new HostHold(host, until, Held: true, reason, failures)
            : null;
    }

    /// <summary>The same poll with more known of its feed, and the next one planned by that.</summary>
    public CompletedPoll PlannedAnew(CompletedPoll poll, FetchedFeed fetched, Func<FeedState, FeedState> learn)
    {
        return poll with { State = Planned(poll.State), WhenMissing = poll.WhenMissing is { } missing ? Planned(missing) : null };

        FeedState Planned(FeedState state)
        {
            state = learn(state);
            return With(state, planner.Plan(PollFacts.Of(fetched.Feed.Id, fetched.Definition, state, poll.Status)));
        }
    }

    /// <summary>The pause that follows another visit of the same poll to its host, which ended now.</summary>
    public HostHold PaceAgain(HostHold pace, DateTimeOffset now)
    {
        var until = now + budgets.For(pace.Host).Spacing;
        return until > pace.NotBefore ? pace with { NotBefore = until } : pace;
    }

    private CompletedPoll Complete(FetchedFeed fetched, PollOutcome outcome, DateTimeOffset now, FeedState state)
    {
        state = state with
        {
            LastPollAt = fetched.StartedAt,
            Polls = state.Polls + 1,
            AnsweredAt = now,
            FreshFor = fetched.Outcome.Hints.FreshFor,
            RetryAfter = fetched.Outcome.Hints.RetryAfter,
        };
        var next = planner.Plan(PollFacts.Of(fetched.Feed.Id, fetched.Definition, state, fetched.Outcome.Status));
        return new CompletedPoll
        {
            Feed = fetched.Feed,
            StartedAt = fetched.StartedAt,
            Duration = now - fetched.StartedAt,
            Outcome = outcome,
            Status = fetched.Outcome.Status,
            BytesReceived = fetched.Outcome.BytesReceived,
            State = With(state, next),
            WhenMissing = state.PushedUntil > now && outcome != PollOutcome.Failed
                ? With(state with { PushedUntil = null }, planner.Plan(PollFacts.Of(fetched.Feed.Id, fetched.Definition, state with { PushedUntil = null }, fetched.Outcome.Status)))
                : null,
        };
    }

    private static FeedState With(FeedState state, NextPoll next) =>
        state with { NextPollAt = next.At, NextPollWhy = next.Why, NextPollReason = next.Reason.ToString(), NotBefore = next.NotBefore };

    /// <summary>Failures in a row that concern the host, this one included; 0 when it concerns only the feed, or settings say so.</summary>
    private int HostFailures(DueFeed feed, string host, FailureClass failure, int? status)
    {
        if (!PollPlanner.ConcernsHost(failure, status) || budgets.For(host).Hold == Configuration.HoldScope.Feed)
            return 0;
        return 1 + (host == feed.Host ? feed.HostHold?.Failures ?? 0 : 0);
    }

    /// <summary>Pacing outlives the process: a restart does not come early.</summary>
    private HostHold? Pace(FetchedFeed fetched, int failures, DateTimeOffset now)
    {
        var budget = budgets.For(fetched.Feed.Host);
        if (budget.Spacing == TimeSpan.Zero && failures == 0 && fetched.Feed.HostHold is not { Failures: > 0 })
            return null;
        var (turn, rest) = (fetched.StartedAt + budget.Spacing, now + budget.Delay);
        return new HostHold(fetched.Feed.Host, turn > rest ? turn : rest, Held: false, "pacing", failures);
    }

    /// <summary>Validators of one host mean nothing to another.</summary>
    private static bool SameHost(DueFeed feed, RedirectMemory redirects) => redirects.PolledUrl == feed.State.Redirects.PolledUrl
        || HostName.Of(new Uri(redirects.PolledUrl ?? feed.Url)) == HostName.Of(new Uri(feed.PolledUrl));
}
