using Aggregator.Tests.Architecture.Sample.Lower;

namespace Aggregator.Tests.Architecture.Sample.Upper;

internal static class InPattern
{
    public static bool Test(object value) => value is Forbidden { Value: > 0 };
}
