using Aggregator.Configuration;

namespace Aggregator.Tests.Architecture;

/// <summary>Holds the program against the order of its folders.</summary>
public sealed class ArchitectureTests
{
    private static readonly ArchitectureChecker Checker = new(typeof(Settings).Assembly.Location, ArchitectureRules.OfAggregator);

    [Fact]
    public void No_folder_uses_one_below_it_and_no_package_is_used_outside_of_its_folder()
    {
        var violations = Checker.Check();
        Assert.True(violations.Count == 0, string.Join(Environment.NewLine, violations));
    }

    [Fact]
    public void Every_exception_is_still_needed()
    {
        var stale = Checker.Stale();
        Assert.True(stale.Count == 0, string.Join(Environment.NewLine, stale));
    }

    [Fact]
    public void Packages_and_exceptions_are_sorted()
    {
        var rules = ArchitectureRules.OfAggregator;
        Assert.Equal(rules.Packages.Select(package => package.Assembly).Order(StringComparer.Ordinal), rules.Packages.Select(package => package.Assembly));
        Assert.Equal(rules.Exceptions.Select(exception => exception.User + exception.Used).Order(StringComparer.Ordinal), rules.Exceptions.Select(exception => exception.User + exception.Used));
        Assert.All(rules.Exceptions, exception => Assert.NotEmpty(exception.Why));
    }

    [Fact]
    public void Packages_belong_to_folders_that_exist()
    {
        var rules = ArchitectureRules.OfAggregator;
        Assert.All(rules.Packages.SelectMany(package => package.Folders), folder => Assert.Contains(folder, rules.Folders));
    }
}
