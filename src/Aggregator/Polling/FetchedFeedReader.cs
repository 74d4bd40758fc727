using System.Collections.Immutable;
using System.Diagnostics;
using Aggregator.Configuration;
using Aggregator.Deduplicating;
using Aggregator.Fetching;
using Aggregator.Normalizing;
using Aggregator.Parsing;
using Aggregator.Parsing.Slices;
using Aggregator.Polling.Adaptive;
using Aggregator.Polling.Gaps;
using Aggregator.Polling.WebSub;
using Aggregator.Storage;

namespace Aggregator.Polling;

/// <summary>
/// Turns a fetched feed into a completed poll, doing as little as it can: a 304 is not read, a known body is not parsed, an entry that is the same
/// to the byte neither, a known entry is not cleaned.
/// </summary>
internal sealed class FetchedFeedReader(FeedParser parser, Normalizer normalizer, PollConclusion conclusion, PollingOptions options, TimeProvider time)
{
    /// <summary>Raised when reading changes so much that documents and entries known from before must be read again.</summary>
    public const int ReaderVersion = 1;

    /// <summary>Deltas add up; what is known from longer ago than so many entries is looked up like anything else.</summary>
    private const int MostFingerprints = 2000;

    public CompletedPoll Read(FetchedFeed fetched) => fetched.Outcome switch
    {
        FetchOutcome.NotModified unchanged => Succeed(fetched, PollOutcome.NotModified, fetched.Feed.State with { Validators = unchanged.Validators }),
        FetchOutcome.Fetched arrived => ReadDocument(fetched, arrived),
        FetchOutcome.Failed failed => Fail(fetched, failed.Class, failed.Reason),
        _ => throw new ArgumentOutOfRangeException(nameof(fetched)),
    };

    /// <summary>The poll of a feed whose reading met a bug of ours.</summary>
    public CompletedPoll Crash(FetchedFeed fetched, Exception exception) => Fail(fetched, FailureClass.Internal, $"internal error: {exception.Message}");

    private CompletedPoll ReadDocument(FetchedFeed fetched, FetchOutcome.Fetched arrived)
    {
        // What is read is copied; the buffer goes back.
        using var document = arrived.Document;
        var state = fetched.Feed.State;
        var hash = Hash128.Of(document.Body.Span);
        if (state.ParserVersion == ReaderVersion && hash == state.BodyHash)
            return Succeed(fetched, PollOutcome.SameBody, state with { Validators = arrived.Validators });

        // A delta is not the document: what it lacks is not gone, and its hash tells nothing of the next whole one.
        var memory = MemoryOf(state);
        return Parse(document, memory) switch
        {
            ParseOutcome.Parsed parsed when document.IsDelta => ReadFeed(fetched, parsed.Feed, memory, state with { Validators = arrived.Validators }, document),
            ParseOutcome.Parsed parsed => ReadFeed(fetched, parsed.Feed, memory, state with { Validators = arrived.Validators, BodyHash = hash }, document),
            ParseOutcome.Empty => Fail(fetched, FailureClass.NotAFeed, "the answer is empty"),
            ParseOutcome.NotAFeed other => Fail(fetched, FailureClass.NotAFeed, other.Reason + PageHint.Of(document)),
            ParseOutcome.Unparseable broken => Fail(fetched, FailureClass.Unparseable, broken.Reason),
            _ => throw new ArgumentOutOfRangeException(nameof(fetched)),
        };
    }

    /// <summary>Of the document before, as far as it is what its fingerprints are of.</summary>
    private static DocumentMemory MemoryOf(FeedState state)
    {
        if (state.ParserVersion != ReaderVersion)
            return DocumentMemory.None;
        var memory = DocumentMemory.Read(state.DocumentMemory);
        return memory.Keys.Length <= state.Fingerprints.Count ? memory : DocumentMemory.None;
    }

    private ParseOutcome Parse(Document document, DocumentMemory memory)
    {
        using var span = Spans.Child("parse");
        var outcome = parser.Parse(document, memory.Slices);
        // What is to be noted of a repeated guid, only reading all who have it tells.
        if (outcome is ParseOutcome.Parsed { Feed: var feed } && memory.IsRepeatedIn(feed))
            outcome = parser.Parse(document, EntrySlices.None);
        if (span is not null)
            Describe(span, outcome, document.Body.Length);
        return outcome;
    }

    private static void Describe(Activity span, ParseOutcome outcome, int bytes)
    {
        span.SetTag("aggregator.document.size", bytes);
        if (outcome is ParseOutcome.Parsed parsed)
            span.SetTag("aggregator.document.entries", parsed.Feed.EntryCount).SetTag("aggregator.document.diagnostics", parsed.Feed.Diagnostics.Length);
        else
            span.Fail((outcome is ParseOutcome.Unparseable ? FailureClass.Unparseable : FailureClass.NotAFeed).ToString());
    }

    private CompletedPoll ReadFeed(FetchedFeed fetched, ParsedFeed feed, DocumentMemory memory, FeedState state, Document source)
    {
        var visitedBefore = fetched.Feed.State;
        var known = state.ParserVersion == ReaderVersion ? state.Fingerprints.ToHashSet() : [];
        var entries = new DocumentEntries(feed, memory, state.Fingerprints);
        var unknown = entries.Read.Where(entry => !known.Contains(entry.Fingerprint)).ToList();
        var newState = state with
        {
            // A feed that is empty for a while and full again brings nothing new.
            Fingerprints = entries.Count == 0 ? state.Fingerprints
                : source.IsDelta ? [.. entries.Fingerprints.Concat(state.Fingerprints).Distinct().Take(MostFingerprints)]
                : entries.Fingerprints,
            DocumentMemory = entries.Count == 0 ? state.DocumentMemory : source.IsDelta ? null : entries.Memory,
            ParserVersion = ReaderVersion,
            History = HistoryBlob.Write(HistoryLearner.Learn(
                HistoryBlob.Read(state.History),
                // Without a document to compare with, undated entries are of any age.
                unknown.Select(entry => entry.Published).Where(date => date is not null || known.Count > 0), visitedBefore.LastSuccessAt, fetched.StartedAt)),
            TtlMinutes = feed.TtlMinutes,
            TtlBase = feed.TtlBase,
            SkipHours = feed.SkipHours.Aggregate(0, (bits, hour) => bits | 1 << hour),
            SkipDays = feed.SkipDays.Aggregate(0, (bits, day) => bits | 1 << (int)day),
        };
        var cutShort = feed.Diagnostics.Any(d => d.Code == DiagnosticCode.TruncatedDocument);
        if (cutShort)
        {
            // What was complete is kept, but it is not the document: the next visit asks for all of it again.
            newState = newState with { Validators = visitedBefore.Validators, BodyHash = visitedBefore.BodyHash };
        }
        var outcome = unknown.Count == 0 ? PollOutcome.SameEntries : PollOutcome.Changed;
        var document = unknown.Count == 0 ? null : new DocumentKeys(entries.Keys);
        return Succeed(fetched, outcome, newState) with
        {
            Entries = feed.EntryCount,
            Reason = cutShort ? "the document ends early; what was complete is kept, and it is asked for again" : null,
            Diagnostics = DiagnosticSummary.Write(feed.Diagnostics),
            Header = HubLinks.Complete(normalizer.NormalizeHeader(feed), source.Link, source.Url),
            Sightings = document is null ? [] : Sightings(fetched, unknown, document),
            Document = document,
            Suspected = entries.Count > 1 && unknown.Count == entries.Count && known.Count > 0 && options.GapPages > 0 && !cutShort && !source.IsDelta
                && !fetched.IsPush && OlderPages.Before(feed, source) is { } page
                    ? new SuspectedGap(new MissedPages(page.AbsoluteUri, fetched.StartedAt, options.GapPages), [.. entries.Read.Select(entry => entry.Published)])
                    : null,
        };
    }

    /// <summary>Feeds are written newest first; oldest first is the order in which articles should get their numbers.</summary>
    public ImmutableArray<Sighting> Sightings(FetchedFeed fetched, IEnumerable<ParsedEntry> entries, DocumentKeys document)
    {
        using var span = Spans.Child("normalise");
        var sightings = Normalise(fetched, entries, document);
        span?.SetTag("aggregator.entries", sightings.Length);
        return sightings;
    }

    private ImmutableArray<Sighting> Normalise(FetchedFeed fetched, IEnumerable<ParsedEntry> entries, DocumentKeys document) =>
    [
        .. entries.Reverse()
            .Select(normalizer.Normalize)
            .Where(draft => EntryRules.Keeps(fetched.Definition, draft, fetched.StartedAt))
            .Select(draft => fetched.Definition.Tag.IsEmpty ? draft : draft with { Tags = EntryRules.Tags(fetched.Definition, draft, fetched.StartedAt) })
            .Select(draft => Sighting.Of(draft, document)),
    ];

    private CompletedPoll Succeed(FetchedFeed fetched, PollOutcome outcome, FeedState state) =>
        fetched.IsPush ? conclusion.OfPush(fetched, outcome, state, time.GetUtcNow()) : conclusion.OfSuccess(fetched, outcome, state, time.GetUtcNow());

    private CompletedPoll Fail(FetchedFeed fetched, FailureClass failure, string reason) =>
        conclusion.OfFailure(fetched, failure, reason, time.GetUtcNow());
}
