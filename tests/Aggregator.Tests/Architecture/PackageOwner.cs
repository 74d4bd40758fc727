using System.Collections.Immutable;

namespace Aggregator.Tests.Architecture;

/// <summary>The folders that alone may use an assembly and those whose names continue its name.</summary>
internal sealed record PackageOwner(string Assembly, ImmutableArray<string> Folders);
