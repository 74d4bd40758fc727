using Aggregator.Deduplicating.Stories;
using Aggregator.Storage.Stories;

namespace Aggregator.Tests.Storage.Runs;

/// <summary>What the story index is to find, told without an index.</summary>
internal static class Model
{
    /// <summary>The newest articles of a value in a period, in ascending order.</summary>
    public static IEnumerable<long> Newest(IEnumerable<Band> bands, BandKind kind, int period, long value) => bands
        .Where(band => band.Kind == kind && band.Period == period && band.Value == value)
        .Select(band => band.Article).Distinct().OrderDescending().Take(StoryIndex.MostArticles(kind)).Order();

    /// <summary>The articles that a look-up for one value found, in ascending order.</summary>
    public static IEnumerable<long> Found(Action<FoundPlaces> find, BandKind kind)
    {
        var found = new FoundPlaces(kind);
        find(found);
        return found.Articles.Order();
    }
}
