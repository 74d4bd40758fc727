using Aggregator.Tests.Architecture.Sample.Lower;

namespace Aggregator.Tests.Architecture.Sample.Upper;

internal abstract class InSignature
{
    public abstract void Take(ref Forbidden value);
}
