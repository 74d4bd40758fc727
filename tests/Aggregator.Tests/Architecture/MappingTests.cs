using Aggregator.Configuration;
using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace Aggregator.Tests.Architecture;

/// <summary>
/// Where the compiler has written the mapping of a query it has put a call to that in the place of the call to Dapper: what is left is mapped while the program runs, with code
/// that is generated then. The compiler says nothing of it.
/// </summary>
public sealed class MappingTests
{
    [Fact]
    public void Every_query_is_mapped_by_the_compiler()
    {
        using var program = ModuleDefinition.ReadModule(typeof(Settings).Assembly.Location);
        var calls = program.GetAllTypes().Where(type => type.FullName.StartsWith("Aggregator.", StringComparison.Ordinal))
            .SelectMany(type => type.Methods).Where(method => method.HasBody)
            .SelectMany(method => method.Body.Instructions.Select(instruction => instruction.Operand).OfType<MethodReference>().Select(called => (method.FullName, Called: called)))
            .Where(call => call.Called.DeclaringType.FullName == "Dapper.SqlMapper").ToList();
        // The one that maps nothing shows that calls are seen.
        Assert.Contains(calls, call => call.Called.Name == "AsList");
        Assert.Empty(calls.Where(call => call.Called.Name != "AsList").Select(call => $"{call.FullName} calls {call.Called.Name}"));
    }
}
