using System.Collections.Immutable;

namespace Aggregator.Tests.Architecture;

/// <summary>What may use what. A folder is the first part of a namespace below <paramref name="Root"/>.</summary>
/// <param name="Root">The namespace whose children are the folders.</param>
/// <param name="Folders">From the first to the last: a folder may use itself and those before it.</param>
/// <param name="Packages">Who owns a package. A package without a line here belongs to nobody, and nobody may use it.</param>
/// <param name="Exceptions">Uses that are allowed all the same; sorted, and each of them still needed.</param>
internal sealed record ArchitectureRules(
    string Root,
    ImmutableArray<string> Folders,
    ImmutableArray<PackageOwner> Packages,
    ImmutableArray<AllowedUse> Exceptions)
{
    /// <summary>Assemblies of the platform that every folder may use.</summary>
    private static readonly ImmutableArray<string> Platform = ["Microsoft.Extensions", "System"];

    public static readonly ArchitectureRules OfAggregator = new(
        "Aggregator",
        ["Configuration", "Fetching", "Parsing", "Normalizing", "Deduplicating", "Storage", "Polling", "Scheduling", "Outputs", "Commands"],
        [
            new("AngleSharp", ["Normalizing"]),
            new("CodeHollow.FeedReader", ["Parsing"]),
            new("Dapper", ["Storage"]),
            new("Microsoft.AspNetCore", ["Outputs", "Commands"]),
            new("Microsoft.Data.Sqlite", ["Storage"]),
            new("Microsoft.Net.Http.Headers", ["Outputs"]),
            new("Microsoft.OpenApi", ["Outputs"]),
            new("Npgsql", ["Storage"]),
            new("OpenTelemetry", ["Outputs"]),
            new("Quartz", ["Scheduling"]),
            new("SQLitePCLRaw", ["Storage"]),
            new("SmartReader", ["Normalizing"]),
            new("Spectre.Console", ["Commands"]),
            new("System.CommandLine", ["Commands"]),
            new("UtfUnknown", ["Parsing"]),
            new("YamlDotNet", ["Configuration"]),
        ],
        []);

    /// <summary>The line of the package that an assembly belongs to, or null.</summary>
    public PackageOwner? OwnerOf(string assembly) => Packages.FirstOrDefault(package => IsWithin(assembly, package.Assembly));

    public static bool IsPlatform(string assembly) => Platform.Any(name => IsWithin(assembly, name));

    public static bool IsWithin(string name, string parent) =>
        name.StartsWith(parent, StringComparison.Ordinal) && (name.Length == parent.Length || name[parent.Length] == '.');
}
