using Aggregator.Tests.Architecture.Sample.Lower;

namespace Aggregator.Tests.Architecture.Sample.Upper;

internal sealed class InNestedType
{
    internal sealed class Inner
    {
        public static int Now() => Forbidden.Compute(1);
    }
}
