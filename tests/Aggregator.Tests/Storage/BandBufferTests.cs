using Aggregator.Deduplicating.Stories;
using Aggregator.Storage.Stories;
using CsCheck;

namespace Aggregator.Tests.Storage;

/// <summary>What waits to go into the story index, and what has gone there: together always all of it.</summary>
public sealed class BandBufferTests
{
    private const int Values = 6;
    private const int Most = 3;

    /// <summary>Values that differ in their highest bits alone stand in one chain.</summary>
    private const long InOneChain = 1L << 32;

    [Fact]
    public void Whatever_has_left_by_now_the_newest_of_each_value_are_found_in_buffer_and_index_together() =>
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, Values - 1].Array[0, 4].Array[1, 25]).Sample((capacity, articles) =>
        {
            var buffer = new BandBuffer(capacity);
            var (index, all) = (new SortedSet<Band>(Comparer<Band>.Create((one, other) => (Place(one), one.Article).CompareTo((Place(other), other.Article)))), new List<Band>());
            long through = 0;
            for (var article = 1; article <= articles.Length; article++)
            {
                var bands = Band.Of(article, 1, Day(article), [.. articles[article - 1].Distinct().Select(v => v * InOneChain)], [3]).ToList();
                bands.ForEach(buffer.Add);
                all.AddRange(bands);
                var leaving = buffer.Leave(bands.Count, out var gone).ToArray();
                Assert.Equal(leaving.OrderBy(Place), leaving);
                index.UnionWith(leaving);
                if (gone is { } last)
                {
                    through = last;
                    Assert.All(all.Where(band => band.Article <= last), band => Assert.Contains(band, index));
                }
                foreach (var (kind, period, value) in all.Select(band => (band.Kind, band.Period, band.Value)).Distinct())
                    Assert.Equal(Newest(all, kind, period, value), Found(buffer, index, kind, period, value));
            }
            // What has left for good is not kept: twice the capacity and one article more are.
            Assert.InRange(all.Count(band => band.Article > through), 0, (2 * capacity) + 12);
        });

    [Fact]
    public void Nothing_waits_where_nothing_is_kept()
    {
        var buffer = new BandBuffer(0);
        buffer.Add(new Band(BandKind.Term, 1, 9, 7, 1));
        buffer.Add(new Band(BandKind.Shingle, 1, 8, 7, 1));
        Assert.Equal([8, 9], buffer.Leave(1, out var through).ToArray().Select(band => band.Value));
        Assert.Equal(7, through);
        Assert.False(buffer.Keeps);
    }

    [Fact]
    public void After_clearing_nothing_is_found()
    {
        var buffer = new BandBuffer(10);
        buffer.Add(new Band(BandKind.Shingle, 1, 8, 7, 1));
        Assert.Equal(7, buffer.LastArticle);
        buffer.Clear();
        Assert.Null(buffer.LastArticle);
        Assert.Equal(0, buffer.Newest(BandKind.Shingle, 1, 8, Most, []));
    }

    /// <summary>Some periods long, so that a value stands in several.</summary>
    /// <summary>In the index; where several articles have a value, all the same.</summary>
    private static (int Kind, int Period, long Value) Place(Band band) => ((int)band.Kind, band.Period, band.Value);

    private static DateTimeOffset Day(int article) => DateTimeOffset.UnixEpoch.AddDays(article * 3);

    private static List<long> Newest(IEnumerable<Band> bands, BandKind kind, int period, long value) =>
        [.. bands.Where(b => b.Kind == kind && b.Period == period && b.Value == value).Select(b => b.Article).OrderDescending().Take(Most)];

    /// <summary>As a look-up does.</summary>
    private static List<long> Found(BandBuffer buffer, IEnumerable<Band> index, BandKind kind, int period, long value)
    {
        var places = new List<StoryPlace>();
        var enough = buffer.Newest(kind, period, value, Most, places) == Most;
        var found = places.Select(place => place.Article);
        return [.. found.Concat(enough ? [] : Newest(index, kind, period, value)).Distinct().OrderDescending().Take(Most)];
    }
}
