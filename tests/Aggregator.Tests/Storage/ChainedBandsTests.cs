using Aggregator.Deduplicating.Stories;
using Aggregator.Storage.Stories;
using CsCheck;

namespace Aggregator.Tests.Storage;

public sealed class ChainedBandsTests
{
    private const int Most = 3;

    [Fact]
    public void However_many_there_are_the_newest_of_a_value_are_found_and_all_are_sorted() =>
        Gen.Select(Gen.Int[0, 20_000], Gen.Int[1, 30_000], Gen.Int[0, int.MaxValue]).Sample(
            (count, values, seed) =>
            {
                var random = new Random(seed);
                var bands = new ChainedBands();
                for (var round = 0; round < 2; round++)
                {
                    var all = Enumerable.Range(0, count).Select(i => new Band((BandKind)random.Next(2), random.Next(2), random.Next(values), i, i % 7)).ToList();
                    bands.Clear();
                    all.ForEach(bands.Add);
                    Assert.Equal(all, Enumerable.Range(0, bands.Count).Select(place => bands[place]));
                    Assert.Equal(all.Select(Key).Order(), bands.Sorted().Select(place => Key(all[place])));
                    foreach (var asked in all.Take(50).Append(new Band(BandKind.Term, 0, values, 0, 0)))
                    {
                        var found = new List<StoryPlace>();
                        var counted = bands.Newest(asked.Kind, asked.Period, asked.Value, Most, found);
                        Assert.Equal(found.Count, counted);
                        Assert.Equal(all.Where(band => Key(band) == Key(asked)).Reverse().Take(Most).Select(band => band.Article), found.Select(place => place.Article));
                    }
                }
            },
            iter: 20);

    private static (BandKind Kind, int Period, long Value) Key(Band band) => (band.Kind, band.Period, band.Value);
}
