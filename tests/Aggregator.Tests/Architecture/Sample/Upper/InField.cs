using Aggregator.Tests.Architecture.Sample.Lower;

namespace Aggregator.Tests.Architecture.Sample.Upper;

internal sealed class InField
{
    private Forbidden? _kept;

    public bool Any() => _kept is not null;

    public void Clear() => _kept = default;
}
