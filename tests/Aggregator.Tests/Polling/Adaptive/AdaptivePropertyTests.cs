using Aggregator.Polling.Adaptive;
using CsCheck;

namespace Aggregator.Tests.Polling.Adaptive;

/// <summary>What holds for any past, however wild.</summary>
public sealed class AdaptivePropertyTests
{
    private static readonly Gen<double[]> Gaps = Gen.OneOf(
        Gen.Double[0, 0.01], Gen.Double[0, 3], Gen.Double[0, 200], Gen.Const(0.0), Gen.Const(24.0), Gen.Double[0, 20_000]).Array[0, 80];

    private static readonly Gen<(PublishingHistory History, double Now)> Past = Gen.Select(Gaps, Gen.Double[0, 3_000]).Select((gaps, silence) =>
    {
        var times = new double[gaps.Length];
        var time = 300_000.0;
        for (var i = 0; i < gaps.Length; i++)
            times[i] = time += gaps[i];
        return (PublishingHistory.StartingAt(300_000).With(times), time + silence);
    });

    private static readonly Gen<AdaptiveBounds> Bounds = Gen.Select(
        Gen.Double[1 / 12.0, 30], Gen.Double[0, 700], Gen.Double[-6, 4], Gen.Int[0, 60]).Select((floor, more, price, window) =>
        new AdaptiveBounds(floor, floor + more, Math.Pow(10, price), window == 0 ? null : window));

    [Fact]
    public void Bounds_are_kept_and_nothing_is_ever_not_a_number() => Gen.Select(Past, Bounds).Sample((past, bounds) =>
    {
        var choice = AdaptiveSchedule.Next(past.History, past.Now, bounds);
        return choice.Wait >= bounds.Floor - 1e-9 && choice.Wait <= bounds.Ceiling + 1e-9
            && double.IsFinite(choice.Articles) && choice.Articles >= 0 && double.IsFinite(choice.Waiting) && choice.Waiting >= -1e-6;
    }, iter: 2_000);

    [Fact]
    public void The_same_past_gives_the_same_choice() => Gen.Select(Past, Bounds).Sample((past, bounds) =>
        AdaptiveSchedule.Next(past.History, past.Now, bounds) == AdaptiveSchedule.Next(past.History, past.Now, bounds), iter: 500);

    [Fact]
    public void A_dearer_poll_of_a_feed_without_rhythm_never_comes_sooner() => Gen.Select(Gen.Double[0, 2_000], Gen.Double[-5, 3], Gen.Double[0, 3]).Sample((silence, price, more) =>
    {
        var history = PublishingHistory.StartingAt(300_000);
        var bounds = new AdaptiveBounds(1 / 12.0, 24, Math.Pow(10, price));
        var cheap = AdaptiveSchedule.Next(history, 300_000 + silence, bounds).Wait;
        var dear = AdaptiveSchedule.Next(history, 300_000 + silence, bounds with { Price = bounds.Price * Math.Pow(10, more) }).Wait;
        // The end of the plan may move a poll by a few cells of the grid.
        return dear >= cheap - Math.Max(1, cheap / 5);
    }, iter: 1_000);

    [Fact]
    public void The_rhythm_of_any_past_is_positive_and_one_on_average() => Past.Sample(past =>
    {
        var hours = Enumerable.Range(0, Rhythm.Hours).Select(past.History.Rhythm.InHour).ToList();
        return hours.TrueForAll(factor => factor > 0 && double.IsFinite(factor)) && Math.Abs(hours.Average() - 1) < 1e-3;
    }, iter: 500);

    [Fact]
    public void A_history_survives_as_bytes_closely_enough_to_choose_the_same() => Gen.Select(Past, Bounds).Sample((past, bounds) =>
    {
        var blob = HistoryBlob.Write(past.History);
        var read = HistoryBlob.Read(blob);
        if (read is null || blob.Length > 1_300)
            return false;
        var (before, after) = (AdaptiveSchedule.Next(past.History, past.Now, bounds), AdaptiveSchedule.Next(read, past.Now, bounds));
        return read.Articles == past.History.Articles && read.Until == past.History.Until
            && Math.Abs(before.Articles - after.Articles) <= 0.05 + (0.5 * Math.Max(before.Articles, after.Articles));
    }, iter: 500);

    [Fact]
    public void Any_bytes_are_read_as_a_sound_history_or_as_none() => Gen.Select(Past, Gen.Int[0, 2_000], Gen.Byte, Gen.Int[0, 1_300]).Sample((past, place, value, length) =>
    {
        var blob = HistoryBlob.Write(past.History);
        blob[place % blob.Length] = value;
        var read = HistoryBlob.Read(blob[..Math.Min(length, blob.Length)]) ?? HistoryBlob.Read(blob);
        return read is null || double.IsFinite(AdaptiveSchedule.Next(read, past.Now, new AdaptiveBounds(1, 24, 1)).Wait);
    }, iter: 2_000);
}
