using Aggregator.Configuration;

namespace Aggregator.Storage.Planning;

/// <summary>One setting of a feed that the lists say otherwise than before.</summary>
/// <param name="Setting">As lists call it.</param>
/// <param name="Before">Null when it was left out. Of a secret only a fingerprint, which nobody is shown.</param>
/// <param name="After">Null when it is left out now.</param>
internal sealed record SettingChange(string Setting, string? Before, string? After)
{
    public bool IsSecret => FeedSettings.IsSecret(Setting);

    /// <summary>Every setting that differs, sorted by name.</summary>
    public static IEnumerable<SettingChange> Between(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
        from setting in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
        let change = new SettingChange(setting, before.GetValueOrDefault(setting), after.GetValueOrDefault(setting))
        where change.Before != change.After
        select change;
}
