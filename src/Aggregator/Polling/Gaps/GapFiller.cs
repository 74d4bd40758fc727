using Aggregator.Fetching;
using Aggregator.Parsing;
using Aggregator.Storage;

namespace Aggregator.Polling.Gaps;

/// <summary>
/// Reads what came and went between two visits from older pages, before the poll is stored: gap and finds are one transaction. Each page takes
/// its host's turn like a poll. What cannot be read now is read at the feed's next visit.
/// </summary>
internal sealed class GapFiller(
    FeedVisit visit, FeedParser parser, FetchedFeedReader reader, PollConclusion conclusion, HostLanes lanes, SeenEntries seen, TimeProvider time)
{
    /// <summary>The news of the document itself does not wait for longer; pages that are left are read at the next visit.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Whether <see cref="FillAsync"/> has anything to do.</summary>
    public static bool IsWanted(CompletedPoll poll) =>
        poll.Outcome != PollOutcome.Failed && !poll.IsPush && (poll.Suspected is not null || poll.State.Missed is not null);

    /// <summary>The poll with everything that older pages add to it. Being stopped is no failure: what is left stays noted.</summary>
    /// <param name="fetched">The visit.</param>
    /// <param name="poll">What was made of it.</param>
    /// <param name="slots">Bounds what is fetched at once.</param>
    /// <param name="stop">Ends it early.</param>
    public async Task<CompletedPoll> FillAsync(FetchedFeed fetched, CompletedPoll poll, SemaphoreSlim slots, CancellationToken stop)
    {
        var found = poll.Suspected is { } suspected && seen.Before(suspected.Pages.Since, fetched.Feed.Id, poll.Sightings).Count == 0 ? suspected.Pages : null;
        // Of two gaps the older one tells where to end: the way there leads through the newer.
        var missed = found is null ? poll.State.Missed : found with { Since = poll.State.Missed?.Since ?? found.Since };
        if (missed is null)
            return poll;

        var gap = new OpenGap(fetched, poll, missed, found is not null);
        using var limit = new CancellationTokenSource(Longest, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            while (gap.Next is { Left: > 0 } next && RequestUrl.Read(next.Url, out _, out _) is { } url)
            {
                if (await VisitAsync(fetched, url, slots, ends.Token).ConfigureAwait(false) is not { } outcome || !Take(gap, url, outcome))
                    break;
            }
        }
        catch (OperationCanceledException)
        {
            // What was read so far is kept.
        }
        return Complete(gap);
    }

    /// <summary>Null when the host is to be left alone.</summary>
    private async Task<FetchOutcome?> VisitAsync(FetchedFeed fetched, Uri url, SemaphoreSlim slots, CancellationToken stop)
    {
        var host = HostName.Of(url);
        if (await lanes.EnterAsync(host, stop).ConfigureAwait(false) is LaneEntry.HeldBack)
            return null;
        try
        {
            await slots.WaitAsync(stop).ConfigureAwait(false);
            try
            {
                var feedUrl = new Uri(fetched.Definition.RequestUrl ?? fetched.Feed.PolledUrl);
                return await visit(Requests.ForPage(fetched.Definition, url, feedUrl), stop).ConfigureAwait(false);
            }
            finally
            {
                slots.Release();
            }
        }
        finally
        {
            lanes.Leave(host);
        }
    }

    /// <summary>False when there is nothing more to be had now.</summary>
    private bool Take(OpenGap gap, Uri url, FetchOutcome outcome)
    {
        gap.Bytes += outcome.BytesReceived;
        if (outcome is not FetchOutcome.Fetched arrived)
        {
            gap.Failed(outcome as FetchOutcome.Failed, HostName.Of(url));
            return false;
        }
        using var document = arrived.Document;
        gap.Pages++;
        if (parser.Parse(document) is not ParseOutcome.Parsed { Feed: var page } || gap.New(page) is not { IsEmpty: false } entries)
        {
            // A page that is none, or holds nothing but what pages before it held, is the end.
            gap.Close();
            return false;
        }
        var sightings = reader.Sightings(gap.Fetched, entries, gap.Add(entries));
        var known = seen.Before(gap.Since, gap.Fetched.Feed.Id, sightings);
        gap.Take(sightings, known);
        if (known.Count > 0 || OlderPages.Before(page, document) is not { } before)
            gap.Close();
        else
            gap.GoOn(before);
        return gap.Next is not null;
    }

    private CompletedPoll Complete(OpenGap gap)
    {
        var (poll, fetched) = (gap.Poll, gap.Fetched);
        // A URL that refers to secrets may come back in its pages' URLs: these are not written down.
        var next = gap.Next is { Left: > 0 } left && fetched.Definition.RequestUrl is null ? left : null;
        var hold = gap.Failure is { } failure ? conclusion.HoldAfter(fetched.Feed, gap.FailedHost, failure, failure.Class, failure.Reason, time.GetUtcNow()) : null;
        return conclusion.PlannedAnew(poll, fetched, state => gap.Learnt(state) with { Missed = next }) with
        {
            Pages = new ReadPages(gap.Pages, gap.IsClosed, gap.IsNew),
            Sightings = [.. gap.Sightings, .. poll.Sightings],
            Document = gap.Keys ?? poll.Document,
            BytesReceived = poll.BytesReceived + gap.Bytes,
            Reason = Words(gap, next),
            HostHold = hold ?? poll.HostHold,
            HostPace = poll.HostPace is { } pace ? conclusion.PaceAgain(pace, time.GetUtcNow()) : null,
        };
    }

    private static string Words(OpenGap gap, MissedPages? next)
    {
        var found = gap.IsNew ? "nothing of the visit before is left in the document" : "looked for what an earlier visit missed";
        var pages = gap.Pages == 0 ? "" : $"; {gap.Entries.Length} entries from {gap.Pages} older {(gap.Pages == 1 ? "page" : "pages")}";
        var end = gap.IsClosed ? "" : next is not null ? "; the rest is read at the next visit" : "; what lies further back is missing";
        var trouble = gap.Failure is { } failure ? $" ({failure.Reason.TrimEnd('.')})" : "";
        return $"{found}{pages}{end}{trouble}";
    }
}
