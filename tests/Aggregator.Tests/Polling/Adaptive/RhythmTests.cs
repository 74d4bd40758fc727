using System.Buffers.Binary;
using Aggregator.Polling.Adaptive;

namespace Aggregator.Tests.Polling.Adaptive;

public sealed class RhythmTests
{
    /// <summary>A Monday at midnight, in hours since 1970.</summary>
    private static readonly double Midnight = PublishingHistory.Hours(Pasts.Monday) - 12;

    [Fact]
    public void Where_a_clock_strikes_five_minutes_stand_out_of_their_hour()
    {
        // Every day for months, ten minutes past six.
        var rhythm = Past(6 + (2 / 12.0) + 0.01).Rhythm;
        var bins = Enumerable.Range(0, 12).Select(bin => rhythm.At(Midnight + 6 + (bin / 12.0) + 0.01)).ToList();
        // The clock may be a little early or late.
        Assert.All(bins[1..4], peak => Assert.True(peak > 3 * bins[8], string.Join(' ', bins)));
        Assert.All(bins[4..], rest => Assert.Equal(bins[8], rest, tolerance: 0.01));
        Assert.Equal(rhythm.InHour(Rhythm.HourOfWeek(Midnight + 6)), bins.Sum() / 12, tolerance: 0.01);
    }

    [Fact]
    public void Where_none_does_all_of_an_hour_is_alike()
    {
        // At any minute of the hours from six to nine.
        var rhythm = Past([.. Enumerable.Range(0, 36).Select(bin => 6 + (bin / 12.0) + 0.01)]).Rhythm;
        var bins = Enumerable.Range(0, 12).Select(bin => rhythm.At(Midnight + 7 + (bin / 12.0) + 0.01)).ToList();
        Assert.Single(bins.Distinct());
        Assert.True(bins[0] > 2 * rhythm.At(Midnight + 20.5));
    }

    [Fact]
    public void What_an_hour_brings_is_what_lies_between_its_ends()
    {
        foreach (var rhythm in (Rhythm[])[Past(6.2).Rhythm, Past([.. Enumerable.Range(0, 36).Select(bin => 6 + (bin / 12.0) + 0.01)]).Rhythm, Rhythm.None])
        {
            for (var hour = 0; hour < Rhythm.Hours; hour++)
                Assert.Equal(rhythm.InHour(Rhythm.HourOfWeek(Midnight + hour)), rhythm.Until(Midnight + hour + 1) - rhythm.Until(Midnight + hour), tolerance: 0.01);
        }
    }

    [Theory]
    [InlineData(0x7E00)]
    [InlineData(0x7C00)]
    [InlineData(0xC000)]
    public void A_count_that_is_no_number_of_articles_is_not_believed(int half)
    {
        var blob = HistoryBlob.Write(Past(6.2));
        Assert.NotNull(HistoryBlob.Read(blob));
        BinaryPrimitives.WriteUInt16LittleEndian(blob.AsSpan(blob.Length - 2), (ushort)half);
        Assert.Null(HistoryBlob.Read(blob));
    }

    /// <summary>Articles at these hours of the day, in turn, on the hundred days before the present.</summary>
    private static PublishingHistory Past(params double[] hours) =>
        Pasts.HoursAgo([.. Enumerable.Range(1, 100).Select(day => 12 - hours[day % hours.Length] + (day * 24))]);
}
