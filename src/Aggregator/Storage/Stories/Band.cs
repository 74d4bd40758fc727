using Aggregator.Deduplicating.Stories;

namespace Aggregator.Storage.Stories;

/// <summary>An entry of the story index; its fields in the order of the index.</summary>
internal readonly record struct Band(BandKind Kind, int Period, long Value, long Article, long Feed)
{
    /// <summary>All entries of an article.</summary>
    public static IEnumerable<Band> Of(StoryArticle article) => Of(article.Id, article.Feed, article.SeenAt, article.Sketch.Bands, article.Sketch.Terms);

    public static IEnumerable<Band> Of(long article, long feed, DateTimeOffset seenAt, IReadOnlyCollection<long> shingles, IReadOnlyCollection<long> terms) =>
        Of(BandKind.Shingle, article, feed, seenAt, shingles).Concat(Of(BandKind.Term, article, feed, seenAt, terms));

    private static IEnumerable<Band> Of(BandKind kind, long article, long feed, DateTimeOffset seenAt, IReadOnlyCollection<long> values)
    {
        var period = BandPeriod.Of(kind, seenAt);
        return values.Select(value => new Band(kind, period, value, article, feed));
    }
}
