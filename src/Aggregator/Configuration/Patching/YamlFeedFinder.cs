using System.Collections.Immutable;
using Aggregator.Configuration.Lists;
using Aggregator.Configuration.Reading;

namespace Aggregator.Configuration.Patching;

/// <summary>Finds where a feed's URL stands in the tree of a list.</summary>
internal static class YamlFeedFinder
{
    /// <summary>The scalar of the URL, and the mapping that it belongs to when there is one; null when the list has no such feed.</summary>
    public static (PlacedScalar Url, PlacedMapping? Feed)? Find(PlacedNode root, string url)
    {
        if (root is not PlacedMapping level)
            return null;
        foreach (var item in Items(level, "feeds"))
        {
            if (item is PlacedScalar { Text: { } text } scalar && FeedUrl.Clean(text) == url)
                return (scalar, null);
            if (item is PlacedMapping mapping && mapping.Find("url") is PlacedScalar { Text: { } written } place && FeedUrl.Clean(written) == url)
                return (place, mapping);
        }

        return Items(level, "groups").Select(group => Find(group, url)).FirstOrDefault(found => found is not null);
    }

    private static ImmutableArray<PlacedNode> Items(PlacedMapping level, string key) => level.Find(key) is PlacedSequence list ? list.Items : [];
}
