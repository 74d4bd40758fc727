using System.Runtime.InteropServices;
using Aggregator.Deduplicating.Stories;

namespace Aggregator.Storage.Stories;

/// <summary>What look-ups have found under values of one kind. Most values are in no other article, and have no list.</summary>
internal sealed class FoundPlaces(BandKind kind)
{
    private readonly Dictionary<long, List<StoryPlace>> _places = [];

    /// <summary>Of all values; one of several values several times.</summary>
    public IEnumerable<long> Articles => _places.Values.SelectMany(places => places).Select(place => place.Article);

    /// <summary>How many more articles of a value would be looked at.</summary>
    public int Missing(long value) => Math.Max(0, StoryIndex.MostArticles(kind) - (_places.TryGetValue(value, out var places) ? places.Count : 0));

    /// <summary>An article that is found twice counts once.</summary>
    public void Add(long value, long article, long feed)
    {
        var place = new StoryPlace(article, article, feed);
        ref var places = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, value, out _);
        places ??= new List<StoryPlace>(1);
        if (!places.Contains(place))
            places.Add(place);
    }

    /// <summary>Hands over what was found.</summary>
    public void MoveTo(StoryIndex index)
    {
        foreach (var (value, places) in _places)
        {
            places.Sort((one, other) => one.Order.CompareTo(other.Order));
            index.Add(kind, value, places);
        }
        _places.Clear();
    }
}
