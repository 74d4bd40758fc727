using Aggregator.Tests.Architecture.Sample.Lower;

namespace Aggregator.Tests.Architecture.Sample.Upper;

internal static class InStaticLambda
{
    public static Func<int, int> Later() => static seed => Forbidden.Compute(seed);
}
