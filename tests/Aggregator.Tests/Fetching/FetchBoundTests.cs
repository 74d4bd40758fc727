using Aggregator.Fetching;
using Aggregator.Tests.Configuration;

namespace Aggregator.Tests.Fetching;

public sealed class FetchBoundTests
{
    [Fact]
    public void Every_bound_has_a_row_in_the_operators_reference()
    {
        var rows = File.ReadLines(Path.Combine(SourceTree.Config, "README.md")).ToList();
        Assert.All(Enum.GetNames<FetchBound>(), code => Assert.Single(rows, row => row.StartsWith($"| `{code}` | ", StringComparison.Ordinal)));
    }
}
