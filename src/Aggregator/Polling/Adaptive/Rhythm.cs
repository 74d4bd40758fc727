namespace Aggregator.Polling.Adaptive;

/// <summary>
/// How much more or less than on average a feed publishes in each hour of the week (UTC); the mean is 1. The counts are taken apart into
/// waves of the day and of the week, and each wave is kept only as far as it stands out of what chance makes of so many articles
/// (James and Stein's shrinkage): a feed without rhythm gets none.
/// </summary>
internal sealed class Rhythm
{
    public const int Hours = 7 * 24;
    public const int BinsPerHour = 12;

    /// <summary>Five minutes each, in a day.</summary>
    public const int Bins = 24 * BinsPerHour;

    /// <summary>Below this share of the average no hour falls: silence is never certain.</summary>
    private const double Least = 0.2;

    /// <summary>Chance gives a wave a power of 2 on average. Days and weeks are expected to matter, their mixtures must prove it.</summary>
    private const double PlainThreshold = 1;

    private const double MixedThreshold = 6;
    private const double PeakThreshold = 9;
    private const int DayWaves = 5;
    private const int WeekWaves = 3;
    private const int MixedWaves = 2;

    private static readonly double[] Cosines = Wave(Math.Cos);
    private static readonly double[] Sines = Wave(Math.Sin);

    /// <summary>Sum of the factors of all parts of a week before each, in hours; the last is the whole week.</summary>
    private readonly float[] _sums;

    /// <summary>Parts of an hour: one where all five minutes of it have the same factor.</summary>
    private readonly int _parts;

    /// <param name="hours">Factors of the hours of the week.</param>
    /// <param name="peaks">Factors of the five minutes of a day on top; empty where none stands out.</param>
    private Rhythm(ReadOnlySpan<double> hours, ReadOnlySpan<double> peaks)
    {
        _parts = peaks.IsEmpty ? 1 : BinsPerHour;
        _sums = new float[(Hours * _parts) + 1];
        var (sum, bin) = (0.0, 0);
        foreach (var hour in hours)
        {
            for (var part = 0; part < _parts; part++, bin++)
                _sums[bin + 1] = (float)(sum += hour * (peaks.IsEmpty ? 1 : peaks[bin % Bins]) / _parts);
        }
        var scale = (float)(Hours / sum);
        foreach (ref var until in _sums.AsSpan())
            until *= scale;
    }

    public static Rhythm None { get; } = new([.. Enumerable.Repeat(1.0, Hours)], []);

    /// <summary>The factor in the hour of an instant in hours since 1970.</summary>
    public double At(double hours)
    {
        var bin = (int)((long)Math.Floor(hours * _parts) % (_sums.Length - 1));
        return (_sums[bin + 1] - _sums[bin]) * _parts;
    }

    /// <summary>The mean factor in an hour of the week.</summary>
    public double InHour(int hourOfWeek) => _sums[(hourOfWeek + 1) * _parts] - _sums[hourOfWeek * _parts];

    /// <summary>Sum of the factors from 1970 to an instant, in hours: the difference of two is what a steady rate of one would bring.</summary>
    public double Until(double hours)
    {
        var weeks = Math.Floor(hours / Hours);
        var within = (hours - (weeks * Hours)) * _parts;
        var bin = Math.Min((int)within, _sums.Length - 2);
        return (weeks * Hours) + _sums[bin] + ((_sums[bin + 1] - _sums[bin]) * (within - bin));
    }

    /// <param name="all">Articles in each hour of the week, then in each five minutes of the day, faded; from Thursday 00:00 UTC as in Unix time.</param>
    public static Rhythm Of(ReadOnlySpan<float> all)
    {
        var counts = all[..Hours];
        Span<int> found = stackalloc int[Hours];
        var (sum, busy) = (0.0, 0);
        for (var hour = 0; hour < Hours; hour++)
        {
            sum += counts[hour];
            if (counts[hour] > 0)
                found[busy++] = hour;
        }
        if (sum < 3)
            return None;
        ReadOnlySpan<int> hours = found[..busy];
        var factors = new double[Hours];
        Array.Fill(factors, 1);
        for (var week = 1; week <= WeekWaves; week++)
            AddWave(factors, counts, hours, sum, week, PlainThreshold);
        for (var day = 1; day <= DayWaves; day++)
        {
            AddWave(factors, counts, hours, sum, day * 7, PlainThreshold);
            for (var mixed = 1; mixed <= MixedWaves; mixed++)
            {
                AddWave(factors, counts, hours, sum, (day * 7) - mixed, MixedThreshold);
                AddWave(factors, counts, hours, sum, (day * 7) + mixed, MixedThreshold);
            }
        }
        Sharpen(Levelled(factors), counts, sum, 24);
        Sharpen(Levelled(factors), counts, sum, Hours);
        return new Rhythm(Levelled(factors), Peaks(factors, all[Hours..], sum));
    }

    /// <summary>The hour of the week of an instant in hours since 1970.</summary>
    public static int HourOfWeek(double hours) => (int)((long)Math.Floor(hours) % Hours);

    public static int BinOfDay(double hours) => (int)((long)Math.Floor(hours * BinsPerHour) % Bins);

    /// <param name="factors">Get the wave on top.</param>
    /// <param name="counts">Articles in each hour of the week.</param>
    /// <param name="hours">Those in which there are any: most feeds fill few, and every poll looks at dozens of waves.</param>
    /// <param name="sum">Of all articles.</param>
    /// <param name="turns">In a week.</param>
    /// <param name="threshold">The power that chance gives it.</param>
    private static void AddWave(double[] factors, ReadOnlySpan<float> counts, ReadOnlySpan<int> hours, double sum, int turns, double threshold)
    {
        ReadOnlySpan<double> cosines = Cosines, sines = Sines;
        double cosine = 0, sine = 0;
        foreach (var hour in hours)
        {
            var angle = hour * turns % Hours;
            cosine += counts[hour] * cosines[angle];
            sine += counts[hour] * sines[angle];
        }
        var power = 2 * ((cosine * cosine) + (sine * sine)) / sum;
        if (power <= threshold)
            return;
        var scale = 2 * (1 - (threshold / power)) / sum;
        for (var hour = 0; hour < Hours; hour++)
        {
            var angle = hour * turns % Hours;
            factors[hour] += scale * ((cosine * cosines[angle]) + (sine * sines[angle]));
        }
    }

    /// <summary>
    /// Waves are blunt, and machines publish on the hour. Each hour moves from what the waves expect towards what was counted, as far as
    /// all hours together stray more than chance explains (a gamma prior whose width is estimated from the counts).
    /// </summary>
    private static void Sharpen(double[] factors, ReadOnlySpan<float> counts, double sum, int period)
    {
        Span<double> expected = stackalloc double[period], counted = stackalloc double[period];
        for (int hour = 0, place = 0; hour < Hours; hour++, place = place + 1 == period ? 0 : place + 1)
        {
            expected[place] += factors[hour] * sum / Hours;
            counted[place] += counts[hour];
        }
        double strayed = 0, squares = 0;
        for (var hour = 0; hour < period; hour++)
        {
            strayed += (counted[hour] - expected[hour]) * (counted[hour] - expected[hour]);
            squares += expected[hour] * expected[hour];
        }
        var chance = sum * (1 + Math.Sqrt(2.0 / period));
        if (strayed <= chance)
            return;
        var prior = squares / (strayed - chance);
        for (int hour = 0, place = 0; hour < Hours; hour++, place = place + 1 == period ? 0 : place + 1)
            factors[hour] *= (counted[place] + prior) / (expected[place] + prior);
    }

    /// <summary>
    /// Five minutes of the day, and those around them, that got far more than their hours explain: somebody's clock strikes there. Empty where it does nowhere.
    /// </summary>
    private static double[] Peaks(double[] factors, ReadOnlySpan<float> counts, double sum)
    {
        double[] peaks = [];
        Span<double> expected = stackalloc double[24];
        for (var hour = 0; hour < Hours; hour++)
            expected[hour % 24] += factors[hour] * sum / Hours / BinsPerHour;
        for (var bin = 0; bin < Bins; bin++)
        {
            var (before, after) = (bin == 0 ? Bins - 1 : bin - 1, bin == Bins - 1 ? 0 : bin + 1);
            double counted = counts[before] + counts[bin] + counts[after];
            if (counted == 0)
                continue;
            var usual = expected[before / BinsPerHour] + expected[bin / BinsPerHour] + expected[after / BinsPerHour];
            var strayed = (counted - usual) * (counted - usual) / (usual + 1);
            if (counted <= usual || strayed <= PeakThreshold)
                continue;
            if (peaks.Length == 0)
            {
                peaks = new double[Bins];
                Array.Fill(peaks, 1);
            }
            peaks[bin] = 1 + (((counted / usual) - 1) * (1 - (PeakThreshold / strayed)));
        }
        return peaks;
    }

    private static double[] Levelled(double[] factors)
    {
        var sum = 0.0;
        for (var hour = 0; hour < Hours; hour++)
            sum += factors[hour] = Math.Max(factors[hour], Least);
        for (var hour = 0; hour < Hours; hour++)
            factors[hour] *= Hours / sum;
        return factors;
    }

    private static double[] Wave(Func<double, double> function) =>
        [.. Enumerable.Range(0, Hours).Select(hour => function(2 * Math.PI * hour / Hours))];
}
