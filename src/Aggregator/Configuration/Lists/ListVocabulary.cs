using System.Collections.Immutable;

namespace Aggregator.Configuration.Lists;

/// <summary>Which keys a list may use at which place.</summary>
/// <param name="Root">Of a file.</param>
/// <param name="Group">Of a group.</param>
/// <param name="Feed">Of a feed.</param>
/// <param name="Defaults">Of defaults.</param>
internal sealed record ListVocabulary(ImmutableArray<string> Root, ImmutableArray<string> Group, ImmutableArray<string> Feed, ImmutableArray<string> Defaults)
{
    /// <summary>Lists that operators write.</summary>
    public static readonly ListVocabulary Own = new(
        ["defaults", "feeds", "groups", "include"],
        ["name", "tags", "defaults", "feeds", "groups", "include"],
        FeedKeys.Names,
        FeedKeys.Shared);

    /// <summary>
    /// Keys that a list from elsewhere may use. Whoever writes it must not read our files or environment (auth, headers, proxy), say who we are, take
    /// another feed's articles (replaces), or lead us further (include).
    /// </summary>
    private static readonly ImmutableArray<string> Harmless = ["drop", "enabled", "interval", "keep", "schedule", "tag", "tags", "timeZone"];

    public static readonly ListVocabulary Included = new(
        ["defaults", "feeds", "groups"],
        ["name", "tags", "defaults", "feeds", "groups"],
        ["title", "url", .. Harmless],
        Harmless);
}
