using Aggregator.Tests.Architecture.Sample.Lower;

namespace Aggregator.Tests.Architecture.Sample.Upper;

internal static class InGenericArgument
{
    public static int Count() => Array.Empty<Dictionary<string, Forbidden[]>>().Length;
}
