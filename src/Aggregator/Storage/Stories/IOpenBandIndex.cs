using Aggregator.Deduplicating.Stories;

namespace Aggregator.Storage.Stories;

/// <summary>The index within one transaction.</summary>
internal interface IOpenBandIndex : IDisposable
{
    /// <summary>Adds the newest articles of each value in a period, as many as are missing at least.</summary>
    /// <param name="kind">Of the values.</param>
    /// <param name="period">See <see cref="BandPeriod"/>; newer ones have been asked.</param>
    /// <param name="values">In ascending order, each once.</param>
    /// <param name="found">What was found before.</param>
    void Find(BandKind kind, int period, IReadOnlyList<long> values, FoundPlaces found);

    /// <param name="articles">In ascending order of their numbers, which are above all others in the index.</param>
    void Add(IReadOnlyList<StoryArticle> articles);
}
