using Aggregator.Deduplicating.Stories;
using Aggregator.Storage.Sqlite.Runs;
using Aggregator.Storage.Stories;
using CsCheck;

namespace Aggregator.Tests.Storage.Runs;

public sealed class ChainedBandsTests
{
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
                    Assert.Equal(count, bands.Count);
                    Assert.Equal(all.Select(band => (band.Kind, band.Period)).Distinct().Order(), bands.Groups());
                    foreach (var (kind, period) in bands.Groups())
                    {
                        Assert.Equal(
                            all.Where(band => band.Kind == kind && band.Period == period).Select(PackedBand.Of).Order(),
                            bands.Sorted(kind, period));
                    }
                    foreach (var asked in all.Take(50).Append(new Band(BandKind.Term, 0, values, 0, 0)))
                        Assert.Equal(Model.Newest(all, asked.Kind, asked.Period, asked.Value), Model.Found(found => bands.Find(asked.Kind, asked.Period, asked.Value, found), asked.Kind));
                }
            },
            iter: 20);
}
