using Mono.Cecil;

namespace Aggregator.Tests.Architecture;

/// <summary>Holds a compiled assembly against rules.</summary>
internal sealed class ArchitectureChecker(string assemblyPath, ArchitectureRules rules)
{
    /// <summary>Every forbidden use once per user, used and member, sorted; exceptions of the rules are left out.</summary>
    public IReadOnlyList<Violation> Check() =>
        [.. All().Where(violation => !rules.Exceptions.Any(exception => Covers(exception, violation))).OrderBy(violation => violation.ToString(), StringComparer.Ordinal)];

    /// <summary>Exceptions that no use needs any more.</summary>
    public IReadOnlyList<AllowedUse> Stale()
    {
        var all = All();
        return [.. rules.Exceptions.Where(exception => !all.Any(violation => Covers(exception, violation)))];
    }

    private static bool Covers(AllowedUse exception, Violation violation) => exception.User == violation.User && exception.Used == violation.Used;

    private HashSet<Violation> All()
    {
        using var module = ModuleDefinition.ReadModule(assemblyPath);
        var violations = new HashSet<Violation>();
        foreach (var type in module.Types)
        {
            // The entry point stands below all folders: it may use any of them.
            if (type == module.EntryPoint?.DeclaringType)
                continue;
            // Written into every program by the package's own generator: it carries our comments into the OpenAPI document.
            if (type.Namespace == "Microsoft.AspNetCore.OpenApi.Generated")
                continue;
            foreach (var use in TypeUses.Of(type))
            {
                if (Judge(type, use.Type, module) is { } found)
                    violations.Add(new(type.FullName, found.Used, use.Where, found.Rule));
            }
        }

        return violations;
    }

    private (string Used, string Rule)? Judge(TypeDefinition user, TypeReference used, ModuleDefinition module)
    {
        used = Outermost(used);
        var folder = FolderOf(user);
        if (IsOwn(used, module))
            return JudgeFolder(folder, used);
        return used.Scope is AssemblyNameReference assembly ? JudgePackage(user, folder, assembly.Name) : null;
    }

    private (string Used, string Rule)? JudgeFolder(string? from, TypeReference used)
    {
        var to = FolderOf(used);
        if (to is null || to == from)
            return null;
        var (fromIndex, toIndex) = (from is null ? -1 : rules.Folders.IndexOf(from), rules.Folders.IndexOf(to));
        if (toIndex < 0)
            return (used.FullName, $"{to} is no folder of the order");
        if (fromIndex < 0)
            return (used.FullName, $"{from ?? "what stands outside of the folders"} must use no folder");
        return toIndex > fromIndex ? (used.FullName, $"{from} stands above {to}") : null;
    }

    private (string Used, string Rule)? JudgePackage(TypeDefinition user, string? folder, string assembly)
    {
        var owner = rules.OwnerOf(assembly);
        if (owner is null)
            return ArchitectureRules.IsPlatform(assembly) ? null : (assembly, "the package belongs to no folder");
        // What a package's own source generator wrote lies in the package's namespace.
        if (folder is null && ArchitectureRules.IsWithin(user.Namespace, owner.Assembly))
            return null;
        return folder is not null && owner.Folders.Contains(folder) ? null : (assembly, $"only {string.Join(" and ", owner.Folders)} may use {owner.Assembly}");
    }

    private string? FolderOf(TypeReference type)
    {
        if (ArchitectureRules.IsWithin(type.Namespace, rules.Root))
            return type.Namespace.Length > rules.Root.Length ? type.Namespace[(rules.Root.Length + 1)..].Split('.')[0] : null;
        // What the source generator of a folder's package wrote stands in the folder.
        return rules.OwnerOf(type.Namespace) is { Folders: [var only] } ? only : null;
    }

    private static TypeReference Outermost(TypeReference type)
    {
        while (type.DeclaringType is not null)
            type = type.DeclaringType;
        return type;
    }

    private static bool IsOwn(TypeReference type, ModuleDefinition module) =>
        type.Scope == module || (type.Scope is AssemblyNameReference name && name.Name == module.Assembly.Name.Name);
}
