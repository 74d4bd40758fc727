using Aggregator.Tests.Architecture.Sample.Lower;

namespace Aggregator.Tests.Architecture.Sample.Upper;

internal static class InIterator
{
    public static IEnumerable<int> All()
    {
        yield return new Forbidden().Value;
    }
}
