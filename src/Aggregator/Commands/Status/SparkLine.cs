namespace Aggregator.Commands.Status;

/// <summary>Numbers as a row of bars, one character each, the largest one full.</summary>
internal static class SparkLine
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <summary>Nothing is a dot: an hour without any differs from one with a few.</summary>
    public static string Of(IReadOnlyCollection<long> numbers)
    {
        var most = numbers.Count == 0 ? 0 : numbers.Max();
        return string.Concat(numbers.Select(number => number <= 0 ? '·' : Bars[(int)((number * Bars.Length - 1) / most)]));
    }
}
