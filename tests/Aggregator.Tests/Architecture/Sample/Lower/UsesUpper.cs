using Aggregator.Tests.Architecture.Sample.Upper;

namespace Aggregator.Tests.Architecture.Sample.Lower;

/// <summary>Downward: a lower folder may use an upper one, and its own package.</summary>
internal static class UsesUpper
{
    public static Func<int> Later() => () => new Clean().Twice(Mono.Cecil.Cil.OpCodes.Nop.Size);
}
