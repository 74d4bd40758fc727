using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Normalizing.Pages;
using Aggregator.Parsing;
using Aggregator.Parsing.Decoding;
using Aggregator.Polling;
using Aggregator.Storage;
using Aggregator.Storage.Deliveries;
using Microsoft.Extensions.Logging;

namespace Aggregator.Outputs.FullText;

/// <summary>
/// Visits one page: takes its turn in the lane of its host as a poll does, under the same guard and bounds, and stores what it came to. Never throws but
/// for cancellation.
/// </summary>
internal sealed partial class PageVisitor(
    FeedVisit visit, HostLanes lanes, HostBudgets budgets, PollPlanner planner, FullTextStore store, PageRule rule, FullTextOptions options, TimeProvider time, ILogger<PageVisitor> logger)
{
    private const string Accept = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1";

    /// <param name="page">What to visit.</param>
    /// <param name="feed">What the lists say of its feed.</param>
    /// <param name="cancellation">Ends the visit; the page stays due.</param>
    public async Task VisitAsync(PageTask page, FeedDefinition feed, CancellationToken cancellation)
    {
        if (await lanes.EnterAsync(page.Host, cancellation).ConfigureAwait(false) is not LaneEntry.Entered)
            return;
        var startedAt = time.GetUtcNow();
        FetchOutcome outcome;
        try
        {
            outcome = await visit(Request(page, feed), cancellation).ConfigureAwait(false);
        }
        finally
        {
            lanes.Leave(page.Host);
        }
        try
        {
            Conclude(page, outcome, startedAt);
        }
        catch (Exception e) when (e is not System.Data.Common.DbException)
        {
            // The boundary of one page: what cannot be read today is not read tomorrow.
            LogCrash(e, Redactor.Url(page.Url));
            store.Fail(page, $"internal error: {e.Message}", null, null, time.GetUtcNow());
        }
    }

    /// <summary>Credentials, headers and exemptions of the feed are for its own origin; a page elsewhere gets none.</summary>
    private FetchRequest Request(PageTask page, FeedDefinition feed)
    {
        var url = new Uri(page.Url);
        var isAtHome = RequestUrl.SameOrigin(new Uri(feed.Url), url);
        return new FetchRequest(url)
        {
            Accept = Accept,
            UserAgent = feed.UserAgent,
            Timeout = feed.Timeout,
            MaxBytes = options.MaxBytes,
            Proxy = feed.Proxy is null ? null : new Uri(feed.Proxy),
            Headers = isAtHome ? feed.Headers : new Dictionary<string, string>(),
            Authorization = isAtHome ? feed.Authorization : null,
            Certificate = isAtHome ? feed.Tls : null,
        };
    }

    private void Conclude(PageTask page, FetchOutcome outcome, DateTimeOffset startedAt)
    {
        var now = time.GetUtcNow();
        switch (outcome)
        {
            case FetchOutcome.Fetched fetched:
                using (fetched.Document)
                {
                    var found = Read(fetched.Document);
                    if (found is PageText.Found text)
                        store.Complete(page, text.Html, Pace(page, startedAt, now), now);
                    else
                        store.Fail(page, ((PageText.Missing)found).Reason, null, Pace(page, startedAt, now), now);
                }
                break;
            case FetchOutcome.Failed failed:
                store.Fail(page, failed.Reason, rule.NextTry(failed.Class, page.Tries + 1, failed.Hints.RetryAfter, now), Hold(page, failed, startedAt, now), now);
                break;
            default:
                store.Fail(page, "The server answered \"unchanged\" although nothing was asked of it.", null, Pace(page, startedAt, now), now);
                break;
        }
    }

    private static PageText Read(Document document)
    {
        if (document.ContentType is { } type && !type.Contains("html", StringComparison.OrdinalIgnoreCase) && !type.Contains("text/plain", StringComparison.OrdinalIgnoreCase))
            return new PageText.Missing($"The page is {type}, not HTML.");
        var text = TextDecoder.Decode(document.Body, document.ContentType, new DiagnosticLog()).Text;
        return ArticleExtractor.Extract(text, document.Url!);
    }

    /// <summary>A host in trouble is left alone by pages and polls alike.</summary>
    private HostHold Hold(PageTask page, FetchOutcome.Failed failed, DateTimeOffset startedAt, DateTimeOffset now)
    {
        var host = failed.Redirects is [.., var last] ? HostName.Of(last.Target) : page.Host;
        if (host != page.Host || !PollPlanner.ConcernsHost(failed.Class, failed.Status) || budgets.For(host).Hold == HoldScope.Feed)
            return Pace(page, startedAt, now);
        var failures = page.HostFailures + 1;
        if (planner.HostHold(failed.Class, failed.Status, failures, new PublisherHints { RetryAfter = failed.Hints.RetryAfter }, now, host) is not { } until)
            return Pace(page, startedAt, now) with { Failures = failures };
        var hold = new HostHold(host, until, Held: true, failed.Reason, failures);
        lanes.Remember(hold);
        return hold;
    }

    /// <summary>Pacing outlives the process: a restart does not come early.</summary>
    private HostHold Pace(PageTask page, DateTimeOffset startedAt, DateTimeOffset now)
    {
        var budget = budgets.For(page.Host);
        var (turn, rest) = (startedAt + budget.Spacing, now + budget.Delay);
        return new HostHold(page.Host, turn > rest ? turn : rest, Held: false, "pacing", 0);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Reading the page {Url} met an internal error; others are not affected")]
    private partial void LogCrash(Exception exception, string url);
}
