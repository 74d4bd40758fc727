using System.Collections.Immutable;

namespace Aggregator.Polling.Discovery;

/// <summary>Sites whose pages do not name their feeds, or not the one that is meant. One line each, by host.</summary>
internal static class SiteRules
{
    private static readonly ImmutableArray<SiteRule> Rules =
    [
        SiteRule.Of("arxiv.org", "^/list/(?<subject>[a-z.-]+)", "https://rss.arxiv.org/rss/{subject}"),
        SiteRule.Of("bsky.app", "^/profile/(?<who>[a-z0-9.:-]+)/?$", "https://bsky.app/profile/{who}/rss"),
        SiteRule.Of("codeberg.org", "^/(?<owner>[^/?]+)/(?<name>[^/?]+)(/releases)?/?$", "{origin}/{owner}/{name}/releases.rss", "{origin}/{owner}/{name}.rss"),
        SiteRule.Of("github.com", "^/(?<owner>[a-z0-9-]+)/(?<name>[a-z0-9._-]+)/(commits|tree)/(?<branch>[^?]+?)/?$", "https://github.com/{owner}/{name}/commits/{branch}.atom"),
        SiteRule.Of("github.com", "^/(?<owner>[a-z0-9-]+)/(?<name>[a-z0-9._-]+)/tags/?$", "https://github.com/{owner}/{name}/tags.atom"),
        SiteRule.Of("github.com", "^/(?<owner>[a-z0-9-]+)/(?<name>[a-z0-9._-]+)(/releases(/[^?]*)?)?/?$",
            "https://github.com/{owner}/{name}/releases.atom", "https://github.com/{owner}/{name}/tags.atom", "https://github.com/{owner}/{name}/commits.atom"),
        SiteRule.Of("github.com", "^/(?<owner>[a-z0-9-]+)/?$", "https://github.com/{owner}.atom"),
        SiteRule.Of("gitlab.com", "^/(?<project>[^?]+?/[^?]+?)(/-/(releases|tags))?/?$", "{origin}/{project}/-/releases.atom", "{origin}/{project}/-/tags?format=atom"),
        SiteRule.Of("medium.com", "^/(?<who>@?[a-z0-9._-]+)/?$", "https://medium.com/feed/{who}"),
        SiteRule.Of("reddit.com", "^/(?<what>r|u|user)/(?<name>[a-z0-9_+-]+)(?<sort>/(new|hot|top|rising))?/?(\\?.*)?$", "https://www.reddit.com/{what}/{name}{sort}/.rss"),
        SiteRule.Of("old.reddit.com", "^/(?<what>r|u|user)/(?<name>[a-z0-9_+-]+)(?<sort>/(new|hot|top|rising))?/?(\\?.*)?$", "https://www.reddit.com/{what}/{name}{sort}/.rss"),
        SiteRule.Of("stackoverflow.com", "^/questions/tagged/(?<tag>[^/?]+)", "https://stackoverflow.com/feeds/tag/{tag}"),
        SiteRule.Of("store.steampowered.com", "^/app/(?<id>[0-9]+)", "https://store.steampowered.com/feeds/news/app/{id}"),
        SiteRule.Of(".substack.com", "^/?$", "{origin}/feed"),
        SiteRule.Of(".tumblr.com", "^/?$", "{origin}/rss"),
        SiteRule.Of("vimeo.com", "^/(?<who>[a-z0-9]+)(/videos)?/?$", "https://vimeo.com/{who}/videos/rss"),

        // A playlist within a watch page is what the address means; a channel's own page comes by its id, its handle is looked up in the page.
        SiteRule.Of("youtube.com", "[?&]list=(?<id>[a-z0-9_-]+)", "https://www.youtube.com/feeds/videos.xml?playlist_id={id}"),
        SiteRule.Of("youtube.com", "^/channel/(?<id>UC[a-z0-9_-]{22})", "https://www.youtube.com/feeds/videos.xml?channel_id={id}"),
        SiteRule.Of("youtube.com", "^/user/(?<name>[a-z0-9]+)", "https://www.youtube.com/feeds/videos.xml?user={name}"),
        SiteRule.Of("m.youtube.com", "[?&]list=(?<id>[a-z0-9_-]+)", "https://www.youtube.com/feeds/videos.xml?playlist_id={id}"),
        SiteRule.Of("m.youtube.com", "^/channel/(?<id>UC[a-z0-9_-]{22})", "https://www.youtube.com/feeds/videos.xml?channel_id={id}"),

        // Software that many hosts run, known by the form of its addresses: Mastodon and its kin, Lemmy.
        SiteRule.Of("", "^/@(?<who>[a-z0-9_]+)/?$", "{origin}/@{who}.rss"),
        SiteRule.Of("", "^/(?<kind>c|u)/(?<name>[a-z0-9_]+)/?$", "{origin}/feeds/{kind}/{name}.xml"),
    ];

    /// <summary>Addresses of feeds that belong to a page by the rules of its site, best first.</summary>
    public static IReadOnlyList<Uri> FeedsOf(Uri page)
    {
        // Software rules only where no rule of the host itself applies.
        var own = Rules.Where(rule => rule.Host.Length > 0).SelectMany(rule => rule.Apply(page)).Distinct().ToList();
        return own.Count > 0 ? own : [.. Rules.Where(rule => rule.Host.Length == 0 && !IsWellKnown(page)).SelectMany(rule => rule.Apply(page)).Distinct()];
    }

    /// <summary>Addresses where publishing software puts its feed when the page says nothing, most frequent first: below the page, then at the top.</summary>
    public static IReadOnlyList<Uri> UsualPlaces(Uri page)
    {
        string[] names = ["feed", "rss.xml", "atom.xml", "feed.xml", "index.xml", "rss", "feed.json"];
        var folder = new Uri(page, page.AbsolutePath.EndsWith('/') ? page.AbsolutePath : $"{page.AbsolutePath}/");
        var top = new Uri(page, "/");
        return [.. names.Take(folder == top ? names.Length : 4).Select(name => new Uri(folder, name)).Concat(names.Select(name => new Uri(top, name))).Distinct()];
    }

    private static bool IsWellKnown(Uri page) => Rules.Any(rule => rule.Host.Length > 0 && rule.IsOn(page.IdnHost));
}
