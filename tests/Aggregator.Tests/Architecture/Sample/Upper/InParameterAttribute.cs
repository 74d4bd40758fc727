using Aggregator.Tests.Architecture.Sample.Lower;

namespace Aggregator.Tests.Architecture.Sample.Upper;

internal static class InParameterAttribute
{
    public static int Same([Forbidden] int value) => value;
}
