namespace Aggregator.Tests.Architecture.Sample.Lower;

internal class Forbidden
{
    public int Value { get; init; } = 1;

    public static int Compute(int seed) => seed + 1;
}
