using Aggregator.Configuration;
using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace Aggregator.Tests.Architecture;

/// <summary>Names that say what a type is, and none that says nothing.</summary>
public sealed class NamingTests
{
    private static readonly string[] Empty = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Common", "Core", "Service", "Base", "Impl"];

    [Fact]
    public void No_type_has_a_name_that_says_nothing() =>
        Assert.DoesNotContain(Names(), type => Empty.Any(suffix => type.Name.EndsWith(suffix, StringComparison.Ordinal)));

    [Theory]
    [InlineData("Store", "Storage")]
    [InlineData("Job", "Scheduling")]
    [InlineData("Command", "Commands")]
    [InlineData("Options", "Configuration")]
    public void A_suffix_belongs_to_one_folder(string suffix, string folder) =>
        Assert.DoesNotContain(Names(), type => type.Name.EndsWith(suffix, StringComparison.Ordinal)
            && !ArchitectureRules.IsWithin(type.Namespace, $"Aggregator.{folder}"));

    [Fact]
    public void Types_are_seen_at_all() => Assert.Contains(("Aggregator.Configuration", "Settings"), Names());

    /// <summary>Namespace and name without generic arity of every type that people wrote, nested ones included.</summary>
    private static List<(string Namespace, string Name)> Names()
    {
        using var module = ModuleDefinition.ReadModule(typeof(Settings).Assembly.Location);
        return [.. module.GetAllTypes()
            .Where(type => !type.FullName.Contains('<', StringComparison.Ordinal))
            .Select(type => (NamespaceOf(type), type.Name.Split('`')[0]))
            .Where(type => ArchitectureRules.IsWithin(type.Item1, "Aggregator"))];
    }

    private static string NamespaceOf(TypeDefinition type) => type.DeclaringType is null ? type.Namespace : NamespaceOf(type.DeclaringType);
}
