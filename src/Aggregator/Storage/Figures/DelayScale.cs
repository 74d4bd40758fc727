using System.Globalization;

namespace Aggregator.Storage.Figures;

/// <summary>
/// Delays counted in steps that grow by a fifth: from the counts, any quantile of any span of hours is known to within a tenth. Four steps double.
/// </summary>
internal static class DelayScale
{
    public const string Prefix = "delay.";
    private const int StepsPerDoubling = 4;

    public static string NameOf(TimeSpan delay) =>
        Prefix + ((int)Math.Floor(StepsPerDoubling * Math.Log2(Math.Max(1, delay.TotalSeconds)))).ToString(CultureInfo.InvariantCulture);

    /// <param name="counts">Tallies of any names; those of delays count.</param>
    /// <param name="share">0.5 for the median.</param>
    /// <returns>The middle of the step that holds it; null without delays.</returns>
    public static TimeSpan? Quantile(IEnumerable<Tally> counts, double share)
    {
        var steps = counts.Where(tally => tally.Name.StartsWith(Prefix, StringComparison.Ordinal))
            .GroupBy(tally => int.Parse(tally.Name.AsSpan(Prefix.Length), CultureInfo.InvariantCulture), tally => tally.Number)
            .Select(step => (Step: step.Key, Number: step.Sum())).OrderBy(step => step.Step).ToList();
        var rest = share * steps.Sum(step => step.Number);
        foreach (var (step, number) in steps)
        {
            rest -= number;
            if (rest <= 0)
                return TimeSpan.FromSeconds(Math.Pow(2, (step + 0.5) / StepsPerDoubling));
        }
        return null;
    }
}
