namespace Aggregator.Configuration;

/// <summary>
/// Says of an option what its type cannot: range (in the notation that operators write) and reason. Default and unit stand in the
/// initialiser. Loading, checking and the reference in <c>config/README.md</c> all read this one place.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SettingAttribute : Attribute
{
    public string? Min { get; init; }
    public string? Max { get; init; }
    public SettingForm Form { get; init; }
    public required string Why { get; init; }
}
