using Aggregator.Tests.Architecture.Sample.Lower;

namespace Aggregator.Tests.Architecture.Sample.Upper;

internal sealed class InInterface : IForbidden
{
    public int Value => 1;
}
