using Aggregator.Tests.Architecture.Sample.Lower;

namespace Aggregator.Tests.Architecture.Sample.Upper;

internal static class InLambda
{
    public static Func<int> Later(int seed) => () => Forbidden.Compute(seed);
}
