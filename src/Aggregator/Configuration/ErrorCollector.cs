using System.Collections.Immutable;

namespace Aggregator.Configuration;

/// <summary>Gathers every error of a load, so that an operator repairs all in one go.</summary>
internal sealed class ErrorCollector
{
    private readonly List<ConfigurationError> _errors = [];

    public int Count => _errors.Count;

    public void Add(SourceLocation location, string message) => _errors.Add(new ConfigurationError(location, message));

    /// <summary>By file, line and column; errors of one place in the order they were found.</summary>
    public ImmutableArray<ConfigurationError> Sorted() =>
    [
        .. _errors
            .OrderBy(e => e.Location.File, StringComparer.Ordinal)
            .ThenBy(e => e.Location.Line)
            .ThenBy(e => e.Location.Column)
            .Distinct(),
    ];
}
