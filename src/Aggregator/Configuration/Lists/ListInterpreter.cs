using System.Collections.Immutable;
using Aggregator.Configuration.Reading;

namespace Aggregator.Configuration.Lists;

/// <summary>
/// Turns trees of lists into feeds. Defaults go down from file to groups to feed: single values of inner levels replace outer ones,
/// lists (tags, keep, drop) add up, headers merge.
/// </summary>
internal sealed class ListInterpreter(FeedKeys keys, ErrorCollector errors)
{
    private const int MaxGroupDepth = 32;

    private static readonly string[] RootKeys = ["defaults", "feeds", "groups"];
    private static readonly string[] GroupKeys = ["name", "tags", .. RootKeys];
    private static readonly FeedDefinition NoDefaults = new()
    {
        Url = "",
        Location = default,
        Headers = ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase),
    };

    private readonly List<FeedDefinition> _feeds = [];
    private readonly Dictionary<string, SourceLocation> _places = [];

    /// <summary>In the order of the lists. Call once, after the last list.</summary>
    public Catalog ToCatalog()
    {
        CheckReplaced();
        return new([.. _feeds]);
    }

    public void Add(string file, PlacedNode root)
    {
        if (root is PlacedMapping list)
            AddLevel(list, NoDefaults, RootKeys, 0);
        else if (root is not PlacedScalar { Text: null })
            errors.Add(root.Location.Line == 0 ? new SourceLocation(file, 1, 1) : root.Location, $"a list must be a mapping with defaults, feeds and groups, not {root.Kind}");
    }

    private void AddLevel(PlacedMapping level, FeedDefinition defaults, string[] allowed, int depth)
    {
        // Defaults first, wherever they stand: they hold for the whole level.
        foreach (var member in level.Members)
        {
            if (member.Key is "name" or "tags" && allowed.Contains(member.Key))
                defaults = keys.Apply(defaults, member.Key == "name" ? member with { Key = "tags" } : member);
            else if (member.Key == "defaults" && member.Value is PlacedMapping inner)
                defaults = keys.ApplyAll(defaults, inner, FeedKeys.Shared);
            else if (member.Key == "defaults" && member.Value is not PlacedScalar { Text: null })
                errors.Add(member.Value.Location, $"defaults must be a mapping of feed settings, not {member.Value.Kind}");
            else if (!allowed.Contains(member.Key))
                errors.Add(member.Location, FeedKeys.Unknown(member.Key, allowed, "defaults"));
        }

        foreach (var feed in Items(level, "feeds"))
            AddFeed(feed, defaults);
        foreach (var group in Items(level, "groups"))
            AddGroup(group, defaults, depth + 1);
    }

    private void AddGroup(PlacedNode node, FeedDefinition defaults, int depth)
    {
        if (node is not PlacedMapping group)
            errors.Add(node.Location, $"a group must be a mapping with a name and feeds, not {node.Kind}");
        else if (depth > MaxGroupDepth)
            errors.Add(node.Location, $"groups nest deeper than {MaxGroupDepth} levels");
        else if (group.Find("name") is not PlacedScalar { Text: { } name })
            errors.Add(node.Location, "a group needs a name, which is also a tag of its feeds");
        else
            AddLevel(group, defaults with { Groups = defaults.Groups.Add(name.Trim()) }, GroupKeys, depth);
    }

    private void AddFeed(PlacedNode node, FeedDefinition defaults)
    {
        if (node is PlacedScalar { Text: not null })
            node = new PlacedMapping(node.Location, [new PlacedMember(node.Location, "url", node)]);
        if (node is not PlacedMapping mapping)
        {
            errors.Add(node.Location, $"a feed must be a URL or a mapping with url, not {node.Kind}");
            return;
        }

        var feed = keys.ApplyAll(defaults with { Location = mapping.Location }, mapping, FeedKeys.Names);
        if (mapping.Find("url") is not { } url)
            errors.Add(mapping.Location, "a feed needs url");
        else if (feed.Url.Length > 0)
            AddUnique(feed, url.Location); // Also with errors in other keys: a duplicate is one more thing to tell.
    }

    private void AddUnique(FeedDefinition feed, SourceLocation place)
    {
        if (_places.TryAdd(FeedUrl.Canonical(feed.Url), place))
            _feeds.Add(feed);
        else
            errors.Add(place, $"{Redactor.Url(feed.Url)} is listed twice, first at {_places[FeedUrl.Canonical(feed.Url)]}; remove one");
    }

    /// <summary>A feed cannot have become another one and be listed still, nor have become two.</summary>
    private void CheckReplaced()
    {
        var replaced = new Dictionary<string, FeedDefinition>();
        foreach (var feed in _feeds)
        {
            foreach (var old in feed.Replaces.Select(FeedUrl.Canonical))
            {
                if (_places.TryGetValue(old, out var place))
                    errors.Add(feed.Location, $"replaces names a URL that is itself listed, at {place}; remove one of the two");
                else if (!replaced.TryAdd(old, feed))
                    errors.Add(feed.Location, $"replaces names a URL that the feed at {replaced[old].Location} replaces as well; remove one of the two");
            }
        }
    }

    private ImmutableArray<PlacedNode> Items(PlacedMapping level, string key)
    {
        switch (level.Find(key))
        {
            case null or PlacedScalar { Text: null }:
                return [];
            case PlacedSequence sequence:
                return sequence.Items;
            case { } other:
                errors.Add(other.Location, $"{key} must be a list, not {other.Kind}");
                return [];
        }
    }
}
