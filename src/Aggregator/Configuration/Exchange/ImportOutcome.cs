using System.Collections.Immutable;

namespace Aggregator.Configuration.Exchange;

/// <summary>What an import brought, feed by feed, or why nothing of it can be read.</summary>
internal abstract record ImportOutcome
{
    private ImportOutcome()
    {
    }

    public sealed record Read(ImmutableArray<ImportedRow> Rows, ImportedGroup Root) : ImportOutcome
    {
        public int Taken => Rows.Count(row => row.Refusal is null);
    }

    public sealed record Refused(ImmutableArray<ConfigurationError> Errors) : ImportOutcome;
}
