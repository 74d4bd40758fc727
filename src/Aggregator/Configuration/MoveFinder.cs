using Aggregator.Configuration.Lists;

namespace Aggregator.Configuration;

/// <summary>
/// Tells an edited URL from one feed that went and another that came, so that its articles and what is known of them stay with it. Pure.
/// Evidence in order: the list says so (<c>replaces:</c>), the publisher redirects for good, the URLs differ only in scheme, <c>www.</c> or a
/// slash at the end, or title and tags are the same and no other feed's.
/// </summary>
internal static class MoveFinder
{
    /// <param name="gone">Known feeds that the lists do not hold.</param>
    /// <param name="added">Listed feeds that are not known.</param>
    /// <param name="replacing">Listed feeds that are known and said to replace others; nothing but that speaks for them.</param>
    /// <returns>Each feed, on either side, at most once.</returns>
    public static IReadOnlyList<FeedMove> Find(IReadOnlyCollection<KnownFeed> gone, IReadOnlyCollection<FeedDefinition> added, IReadOnlyCollection<FeedDefinition>? replacing = null)
    {
        var moves = new List<FeedMove>();
        if (gone.Count == 0 || added.Count + (replacing?.Count ?? 0) == 0)
            return moves;
        var left = gone.ToDictionary(feed => feed.Url, StringComparer.Ordinal);
        var unmatched = added.Concat(replacing ?? []).ToList();
        Match(feed => feed.Replaces, old => [old.Url], "the list says so: replaces");
        var known = (replacing ?? []).Select(feed => feed.Url).ToHashSet(StringComparer.Ordinal);
        unmatched.RemoveAll(feed => known.Contains(feed.Url));
        Match(feed => [feed.Url], old => old.RedirectsTo is { } target ? [target] : [], "the old URL redirects there for good");
        Match(feed => [Loose(feed.Url)], old => old.Retired ? [] : [Loose(old.Url)], "the same URL but for scheme, www. or a slash");
        Match(feed => Look(feed.Title, string.Join(", ", feed.Tags)), old => old.Retired ? [] : Look(old.Title, old.Tags), "same title and tags");
        return moves;

        void Match(Func<FeedDefinition, IEnumerable<string>> wanted, Func<KnownFeed, IEnumerable<string>> offered, string why)
        {
            // Evidence that speaks for two feeds speaks for none.
            var offers = left.Values.SelectMany(old => offered(old).Select(evidence => (Evidence: Key(evidence), old.Url))).ToLookup(o => o.Evidence, o => o.Url);
            var claims = unmatched.SelectMany(wanted).CountBy(Key).ToDictionary();
            unmatched.RemoveAll(feed =>
            {
                foreach (var evidence in wanted(feed).Select(Key))
                {
                    if (claims[evidence] != 1 || offers[evidence].Take(2).ToList() is not [var from] || !left.Remove(from))
                        continue;
                    moves.Add(new FeedMove(from, feed.Url, why));
                    return true;
                }
                return false;
            });
        }
    }

    private static IEnumerable<string> Look(string? title, string tags) => title is null ? [] : [$"title {title}\n{tags}"];

    private static string Key(string evidence) =>
        evidence.StartsWith("http", StringComparison.OrdinalIgnoreCase) && FeedUrl.Check(evidence) is null ? FeedUrl.Canonical(evidence) : evidence;

    private static string Loose(string url)
    {
        var uri = new Uri(url);
        var host = uri.IdnHost.StartsWith("www.", StringComparison.Ordinal) ? uri.IdnHost[4..] : uri.IdnHost;
        return $"{host}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}{uri.AbsolutePath.TrimEnd('/')}{uri.Query}";
    }
}
