namespace Aggregator.Tests.Architecture;

/// <summary>Shows that the checker sees what it must, on types of this assembly: <c>Sample.Upper</c> must not use <c>Sample.Lower</c>.</summary>
public sealed class ArchitectureCheckerTests
{
    private const string Root = "Aggregator.Tests.Architecture.Sample";

    private static readonly ArchitectureRules Rules = new(
        Root,
        ["Upper", "Lower"],
        [new("Mono.Cecil", ["Lower"]), new("Microsoft", ["Upper", "Lower"]), new("xunit", ["Upper", "Lower"])],
        []);

    private static readonly IReadOnlyList<Violation> Found =
        [.. Check(Rules).Where(violation => violation.User.StartsWith(Root, StringComparison.Ordinal))];

    [Theory]
    [InlineData("InAsyncMethod", "Forbidden")]
    [InlineData("InAttribute", "ForbiddenAttribute")]
    [InlineData("InAttributeArgument", "Forbidden")]
    [InlineData("InBaseType", "Forbidden")]
    [InlineData("InCatch", "ForbiddenException")]
    [InlineData("InField", "Forbidden")]
    [InlineData("InGenericArgument", "Forbidden")]
    [InlineData("InGenericConstraint", "IForbidden")]
    [InlineData("InInterface", "IForbidden")]
    [InlineData("InIterator", "Forbidden")]
    [InlineData("InLambda", "Forbidden")]
    [InlineData("InLocalFunction", "Forbidden")]
    [InlineData("InNestedType", "Forbidden")]
    [InlineData("InParameterAttribute", "ForbiddenAttribute")]
    [InlineData("InPattern", "Forbidden")]
    [InlineData("InProperty", "Forbidden")]
    [InlineData("InSignature", "Forbidden")]
    [InlineData("InStaticLambda", "Forbidden")]
    public void A_backward_use_is_seen_wherever_it_hides(string user, string used)
    {
        var violations = Found.Where(violation => violation.User == $"{Root}.Upper.{user}").ToList();
        Assert.NotEmpty(violations);
        Assert.All(violations, violation => Assert.Equal(($"{Root}.Lower.{used}", "Upper stands above Lower"), (violation.Used, violation.Rule)));
    }

    [Fact]
    public void A_package_that_another_folder_owns_is_seen_in_a_lambda()
    {
        var violations = Found.Where(violation => violation.User == $"{Root}.Upper.PackageInLambda").ToList();
        Assert.NotEmpty(violations);
        Assert.All(violations, violation => Assert.Equal(("Mono.Cecil", "only Lower may use Mono.Cecil"), (violation.Used, violation.Rule)));
    }

    [Fact]
    public void A_use_in_a_lambda_is_named_by_the_closure_that_holds_it() =>
        Assert.Contains(Found, violation => violation.User == $"{Root}.Upper.InLambda" && violation.Where.Contains("<>c__DisplayClass", StringComparison.Ordinal));

    [Theory]
    [InlineData("Upper.Clean")]
    [InlineData("Lower.UsesUpper")]
    public void A_use_in_the_order_is_allowed(string user) => Assert.DoesNotContain(Found, violation => violation.User == $"{Root}.{user}");

    [Fact]
    public void A_package_without_owner_belongs_to_nobody()
    {
        var violations = Check(Rules with { Packages = [] });
        Assert.Contains(violations, violation => violation is { User: $"{Root}.Lower.UsesUpper", Used: "Mono.Cecil", Rule: "the package belongs to no folder" });
    }

    [Fact]
    public void A_folder_that_is_not_in_the_order_may_not_be_used()
    {
        var violations = Check(Rules with { Folders = ["Upper"] });
        Assert.Contains(violations, violation => violation is { User: $"{Root}.Upper.InLambda", Rule: "Lower is no folder of the order" });
    }

    [Fact]
    public void What_stands_outside_of_the_folders_is_no_way_around_them()
    {
        var clean = typeof(Sample.Upper.Clean).FullName;
        Assert.Contains(Check(Rules), violation => violation.User == typeof(ArchitectureCheckerTests).FullName
            && violation.Used == clean && violation.Rule == "what stands outside of the folders must use no folder");
    }

    [Fact]
    public void An_exception_covers_its_use_only_and_is_stale_without_one()
    {
        var needed = new AllowedUse($"{Root}.Upper.InLambda", $"{Root}.Lower.Forbidden", "sample");
        var stale = needed with { User = $"{Root}.Upper.Clean" };
        var checker = new ArchitectureChecker(typeof(ArchitectureCheckerTests).Assembly.Location, Rules with { Exceptions = [stale, needed] });
        var violations = checker.Check();
        Assert.DoesNotContain(violations, violation => violation.User == needed.User);
        Assert.Contains(violations, violation => violation.User == $"{Root}.Upper.InStaticLambda");
        Assert.Equal([stale], checker.Stale());
    }

    private static IReadOnlyList<Violation> Check(ArchitectureRules rules) =>
        new ArchitectureChecker(typeof(ArchitectureCheckerTests).Assembly.Location, rules).Check();
}
