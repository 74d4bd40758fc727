using Aggregator.Tests.Architecture.Sample.Lower;

namespace Aggregator.Tests.Architecture.Sample.Upper;

internal static class InLocalFunction
{
    public static int Now(int seed)
    {
        return Inner();

        int Inner() => Forbidden.Compute(seed);
    }
}
