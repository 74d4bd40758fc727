using System.Collections.Immutable;
using Aggregator.Deduplicating;
using Aggregator.Fetching;
using Aggregator.Parsing;
using Aggregator.Polling.Adaptive;
using Aggregator.Storage;

namespace Aggregator.Polling.Gaps;

/// <summary>A gap while it is being closed: what pages brought, and where the next one is.</summary>
internal sealed class OpenGap(FetchedFeed fetched, CompletedPoll poll, MissedPages first, bool isNew)
{
    private readonly MissedPages _first = first;
    private readonly HashSet<Hash128> _known = [.. poll.State.Fingerprints];

    public FetchedFeed Fetched => fetched;
    public CompletedPoll Poll => poll;

    /// <summary>This visit found it.</summary>
    public bool IsNew => isNew;

    /// <summary>What was seen before ends the search.</summary>
    public DateTimeOffset Since => _first.Since;

    /// <summary>Null when there is no more.</summary>
    public MissedPages? Next { get; private set; } = first;

    /// <summary>What was known, or the end, has been reached.</summary>
    public bool IsClosed { get; private set; }
    public int Pages { get; set; }
    public long Bytes { get; set; }
    public FetchOutcome.Failed? Failure { get; private set; }
    public string FailedHost { get; private set; } = "";

    /// <summary>What the pages brought, oldest first.</summary>
    public ImmutableArray<Sighting> Sightings { get; private set; } = [];
    public ImmutableArray<ParsedEntry> Entries { get; private set; } = [];

    /// <summary>Of document and pages together; null without entries from pages.</summary>
    public DocumentKeys? Keys { get; private set; }

    /// <summary>Entries of a page that neither the document nor a page before it has: pages move on while they are read.</summary>
    public ImmutableArray<ParsedEntry> New(ParsedFeed page) =>
    [
        .. page.Entries.Where(entry => !_known.Contains(entry.Fingerprint)
            && (entry.Id is not { } id || (Keys ?? poll.Document)?.Contains(ArticleKey.OfGuid(id)) != true)),
    ];

    /// <returns>The keys of all entries so far, these included.</returns>
    public DocumentKeys Add(ImmutableArray<ParsedEntry> entries)
    {
        _known.UnionWith(entries.Select(entry => entry.Fingerprint));
        Entries = Entries.AddRange(entries);
        return Keys = (Keys ?? poll.Document ?? new DocumentKeys([]))
            .With(entries.Select(DocumentEntries.KeysOf));
    }

    /// <summary>
    /// What lies behind the first known entry was published before the feed was followed, unless its date says otherwise: it was not missed. Archives
    /// may be written oldest first.
    /// </summary>
    /// <param name="page">As they get their numbers.</param>
    /// <param name="known">Those of them that were seen before the gap.</param>
    public void Take(ImmutableArray<Sighting> page, IReadOnlySet<Sighting> known)
    {
        if (page is [{ Draft.Published: { } first }, .., { Draft.Published: { } last }] && first > last)
            page = [.. page.Reverse()];
        var newest = known.Count == 0 ? -1 : page.IndexOf(page.Last(known.Contains));
        Sightings = Sightings.InsertRange(0, page.Where((sighting, place) => place > newest || sighting.Draft.Published > fetched.Feed.State.LastSuccessAt));
    }

    public void GoOn(Uri page) => Next = Next! with { Url = page.AbsoluteUri, Left = Next.Left - 1 };

    public void Close()
    {
        Next = null;
        IsClosed = true;
    }

    /// <summary>A page that is not there is the end; whatever else went wrong is tried again later, as often as there may be pages.</summary>
    public void Failed(FetchOutcome.Failed? failure, string host)
    {
        if (failure is null || failure.Status is 404 or 410)
        {
            Close();
            return;
        }
        (Failure, FailedHost) = (failure, host);
        Next = Next! with { Left = Next.Left - 1 };
    }

    /// <summary>What was missed tells most about how often to look. It is learnt with the document it belongs before; later it is too late.</summary>
    public FeedState Learnt(FeedState state) => !isNew || Entries.IsEmpty ? state : state with
    {
        History = HistoryBlob.Write(HistoryLearner.Learn(
            HistoryBlob.Read(fetched.Feed.State.History), poll.Suspected!.Dates.Concat(Entries.Select(entry => entry.Published)), fetched.Feed.State.LastSuccessAt, fetched.StartedAt)),
    };
}
