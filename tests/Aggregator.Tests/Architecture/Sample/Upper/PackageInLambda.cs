namespace Aggregator.Tests.Architecture.Sample.Upper;

internal static class PackageInLambda
{
    public static Func<int> Later(int seed) => () => seed + Mono.Cecil.Cil.OpCodes.Nop.Size;
}
