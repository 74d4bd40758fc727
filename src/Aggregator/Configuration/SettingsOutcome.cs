using System.Collections.Immutable;

namespace Aggregator.Configuration;

/// <summary>Settings that are valid altogether, or everything that is wrong with them.</summary>
internal abstract record SettingsOutcome
{
    private SettingsOutcome()
    {
    }

    public sealed record Loaded(Settings Settings) : SettingsOutcome;

    public sealed record Rejected(ImmutableArray<ConfigurationError> Errors) : SettingsOutcome;
}
