namespace Aggregator.Tests.Architecture;

/// <summary>A use that the rules forbid.</summary>
/// <param name="User">Full name of the outermost type that does it.</param>
/// <param name="Used">Full name of the type that is used, or the name of the assembly that is.</param>
/// <param name="Where">The member, or the place in it, as the compiler named it.</param>
/// <param name="Rule">The rule, in words.</param>
internal sealed record Violation(string User, string Used, string Where, string Rule)
{
    public override string ToString() => $"{User} uses {Used} ({Where}): {Rule}";
}
