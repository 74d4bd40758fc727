using Aggregator.Tests.Architecture.Sample.Lower;

namespace Aggregator.Tests.Architecture.Sample.Upper;

internal static class InGenericConstraint
{
    public static bool IsNull<T>(T value)
        where T : IForbidden => value is null;
}
