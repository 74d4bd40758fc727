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

    /// <summary>Of numbers under any names, those of delays by their steps.</summary>
    public static Dictionary<int, long> StepsOf(IEnumerable<KeyValuePair<string, long>> numbers) => numbers
        .Where(number => number.Key.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(number => int.Parse(number.Key.AsSpan(Prefix.Length), CultureInfo.InvariantCulture), number => number.Value);

    /// <param name="steps">How many delays were in each step.</param>
    /// <param name="share">0.5 for the median.</param>
    /// <returns>The middle of the step that holds it; null without delays.</returns>
    public static TimeSpan? Quantile(IReadOnlyDictionary<int, long> steps, double share)
    {
        var rest = share * steps.Values.Sum();
        foreach (var (step, number) in steps.OrderBy(step => step.Key))
        {
            rest -= number;
            if (rest <= 0)
                return TimeSpan.FromSeconds(Math.Pow(2, (step + 0.5) / StepsPerDoubling));
        }
        return null;
    }
}
