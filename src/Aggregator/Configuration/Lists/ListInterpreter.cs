using System.Collections.Immutable;
using Aggregator.Configuration.Reading;

namespace Aggregator.Configuration.Lists;

/// <summary>
/// Turns trees of lists into feeds. Defaults go down from file to groups to feed: single values of inner levels replace outer ones,
/// lists (tags, keep, drop) add up, headers merge.
/// </summary>
internal sealed class ListInterpreter(FeedKeys keys, CronReader cron, IncludeCache? includes, ListVocabulary vocabulary, ErrorCollector errors)
{
    private const int MaxGroupDepth = 32;

    private static readonly FeedDefinition NoDefaults = new()
    {
        Url = "",
        Location = default,
        Headers = ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase),
    };

    private readonly List<FeedDefinition> _feeds = [];
    private readonly Dictionary<string, SourceLocation> _places = [];
    private readonly Dictionary<string, FeedDefinition> _replaced = [];
    private readonly List<(IncludedList List, FeedDefinition Defaults)> _includes = [];

    /// <summary>In the order of the lists. Call once, after the last list.</summary>
    public Catalog ToCatalog()
    {
        CheckReplaced();
        // Last, so that our own lists win wherever they stand.
        var included = _includes.ConvertAll(include => include.List with { HasCopy = AddIncluded(include.List.Url, include.Defaults) });
        return new([.. _feeds]) { Includes = [.. included] };
    }

    public void Add(string file, PlacedNode root)
    {
        if (root is PlacedMapping list)
            AddLevel(list, NoDefaults, vocabulary.Root, 0);
        else if (root is not PlacedScalar { Text: null })
            errors.Add(root.Location.Line == 0 ? new SourceLocation(file, 1, 1) : root.Location, $"a list must be a mapping with defaults, feeds and groups, not {root.Kind}");
    }

    private void AddLevel(PlacedMapping level, FeedDefinition defaults, ImmutableArray<string> allowed, int depth)
    {
        // Defaults first, wherever they stand: they hold for the whole level.
        foreach (var member in level.Members)
        {
            if (member.Key is "name" or "tags" && allowed.Contains(member.Key))
                defaults = keys.Apply(defaults, member.Key == "name" ? member with { Key = "tags" } : member);
            else if (member.Key == "defaults" && member.Value is PlacedMapping inner)
                defaults = keys.ApplyAll(defaults, inner, vocabulary.Defaults);
            else if (member.Key == "defaults" && member.Value is not PlacedScalar { Text: null })
                errors.Add(member.Value.Location, $"defaults must be a mapping of feed settings, not {member.Value.Kind}");
            else if (!allowed.Contains(member.Key))
                errors.Add(member.Location, FeedKeys.Unknown(member.Key, allowed, "defaults"));
        }

        foreach (var feed in Items(level, "feeds"))
            AddFeed(feed, defaults);
        foreach (var group in Items(level, "groups"))
            AddGroup(group, defaults, depth + 1);
        if (allowed.Contains("include") && level.Find("include") is { } include)
            AddIncludes(include, defaults);
    }

    private void AddIncludes(PlacedNode node, FeedDefinition defaults)
    {
        foreach (var item in node is PlacedSequence list ? list.Items : [node])
        {
            var url = item is PlacedScalar { Text: { } text } ? FeedUrl.Clean(text) : "";
            if (item is PlacedScalar { Text: null } && node == item)
                continue;
            if (url.Length == 0)
                errors.Add(item.Location, $"include must be the URL of a list, or several, not {item.Kind}");
            else if (FeedUrl.Check(url) is { } fault)
                errors.Add(item.Location, $"include: {fault}");
            else
                _includes.Add((new IncludedList(url, item.Location, HasCopy: false), defaults));
        }
    }

    /// <summary>
    /// Adds what the last good copy holds and our own lists do not; false when there is no copy. Nothing in it is an error of ours: a bad row of
    /// somebody else's list is left out.
    /// </summary>
    private bool AddIncluded(string url, FeedDefinition defaults)
    {
        if (includes?.Read(url) is not { } bytes)
            return false;
        var faults = new ErrorCollector();
        var secrets = new SecretReader(null, faults);
        var theirs = new ListInterpreter(new FeedKeys(cron, secrets, faults), cron, null, ListVocabulary.Included, faults);
        if (ListTrees.Read(Redactor.Url(url), bytes, faults) is not PlacedMapping list)
            return false;
        theirs.AddLevel(list, defaults, ListVocabulary.Included.Root, 0);
        foreach (var feed in theirs._feeds)
        {
            var canonical = FeedUrl.Canonical(feed.Url);
            if (!_replaced.ContainsKey(canonical) && _places.TryAdd(canonical, feed.Location))
                _feeds.Add(feed);
        }

        return true;
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
            AddLevel(group, defaults with { Groups = defaults.Groups.Add(name.Trim()) }, vocabulary.Group, depth);
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

        var feed = keys.ApplyAll(defaults with { Location = mapping.Location }, mapping, vocabulary.Feed);
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
        foreach (var feed in _feeds)
        {
            foreach (var old in feed.Replaces.Select(FeedUrl.Canonical))
            {
                if (_places.TryGetValue(old, out var place))
                    errors.Add(feed.Location, $"replaces names a URL that is itself listed, at {place}; remove one of the two");
                else if (!_replaced.TryAdd(old, feed))
                    errors.Add(feed.Location, $"replaces names a URL that the feed at {_replaced[old].Location} replaces as well; remove one of the two");
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
