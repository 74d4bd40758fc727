using System.Collections.Immutable;
using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Normalizing;
using Aggregator.Normalizing.Pages;
using Aggregator.Parsing;
using Aggregator.Parsing.Decoding;

namespace Aggregator.Polling.Discovery;

/// <summary>
/// Finds the feeds of a page. Every candidate is fetched (one after the other, paced as polls of a host are, by the same guarded way) and read:
/// what is returned is a feed. Guessing stops at the first kind of evidence that held: usual places are only tried when the page names nothing.
/// </summary>
internal sealed class FeedDiscoverer(FeedFetcher fetcher, FeedParser parser, PollingOptions options, TimeProvider time)
{
    /// <summary>More would be a scan, not a question.</summary>
    private const int MostRequests = 16;

    public async Task<DiscoveryResult> DiscoverAsync(Uri url, CancellationToken cancellation)
    {
        var search = new Search();
        await TryAsync(search, SiteRules.FeedsOf(url), DiscoveryOrigin.SiteRule, cancellation).ConfigureAwait(false);
        if (search.Found.Count == 0)
        {
            var links = await VisitAsync(search, url, DiscoveryOrigin.Itself, cancellation).ConfigureAwait(false);
            await TryAsync(search, Of(links, declared: true), DiscoveryOrigin.Declared, cancellation).ConfigureAwait(false);
            if (search.Found.Count == 0)
                await TryAsync(search, Of(links, declared: false), DiscoveryOrigin.Linked, cancellation).ConfigureAwait(false);
            if (search.Found.Count == 0)
                await TryAsync(search, SiteRules.UsualPlaces(search.Page ?? url), DiscoveryOrigin.UsualPlace, cancellation, stopAtFirst: true).ConfigureAwait(false);
        }
        return new DiscoveryResult(DiscoveryRanking.Order(search.Found), [.. search.Misses]);
    }

    private static IEnumerable<Uri> Of(ImmutableArray<PageLink> links, bool declared) => links.Where(link => link.IsDeclared == declared).Select(link => link.Url);

    private async Task TryAsync(Search search, IEnumerable<Uri> candidates, DiscoveryOrigin origin, CancellationToken cancellation, bool stopAtFirst = false)
    {
        foreach (var candidate in candidates)
        {
            if (search.Asked.Count >= MostRequests || (stopAtFirst && search.Found.Count > 0))
                return;
            await VisitAsync(search, candidate, origin, cancellation).ConfigureAwait(false);
        }
    }

    /// <returns>The links to follow, when it is a page.</returns>
    private async Task<ImmutableArray<PageLink>> VisitAsync(Search search, Uri url, DiscoveryOrigin origin, CancellationToken cancellation)
    {
        if (!search.Asked.Add(url))
            return [];
        if (search.Asked.Count > 1)
            await Task.Delay(options.HostDelay, time, cancellation).ConfigureAwait(false);
        var outcome = await fetcher.FetchAsync(new FetchRequest(url), cancellation).ConfigureAwait(false);
        if (outcome is not FetchOutcome.Fetched { Document: var document })
        {
            search.Misses.Add((url, outcome is FetchOutcome.Failed failed ? failed.Reason : "The server says that nothing changed, though nothing was known."));
            return [];
        }

        using var read = document;
        var final = document.Url ?? url;
        switch (parser.Parse(document))
        {
            case ParseOutcome.Parsed { Feed: var feed }:
                if (search.Reached.Add(final))
                    search.Found.Add(Describe(url, outcome, final, feed, origin));
                return [];
            case ParseOutcome.NotAFeed other:
                search.Misses.Add((url, other.Reason));
                search.Page ??= final;
                return origin == DiscoveryOrigin.Itself ? PageLinkReader.Read(TextOf(document), final) : [];
            case ParseOutcome.Unparseable broken:
                search.Misses.Add((url, broken.Reason));
                return origin == DiscoveryOrigin.Itself ? PageLinkReader.Read(TextOf(document), final) : [];
            default:
                search.Misses.Add((url, "The answer is empty."));
                return [];
        }
    }

    private static DiscoveredFeed Describe(Uri url, FetchOutcome outcome, Uri final, ParsedFeed feed, DiscoveryOrigin origin) => new(
        outcome.Redirects.Count > 0 && outcome.Redirects.All(hop => hop.IsPermanent) ? final : url,
        PlainText.Read(feed.Title),
        feed.Format,
        feed.Entries.Length,
        feed.Entries.Select(entry => entry.Published ?? entry.Updated).Max(),
        origin);

    private static string TextOf(Document document) => TextDecoder.Decode(document.Body, document.ContentType, new DiagnosticLog()).Text;

    /// <summary>What one search knows by now.</summary>
    private sealed class Search
    {
        public HashSet<Uri> Asked { get; } = [];

        /// <summary>Where answers came from, so that two addresses of one feed count once.</summary>
        public HashSet<Uri> Reached { get; } = [];
        public List<DiscoveredFeed> Found { get; } = [];
        public List<(Uri Url, string Reason)> Misses { get; } = [];

        /// <summary>The page that answered, after redirects.</summary>
        public Uri? Page { get; set; }
    }
}
