using Aggregator.Configuration.Reading;

namespace Aggregator.Configuration.Binding;

/// <summary>One value that a source gives to a key.</summary>
/// <param name="Location">File with line and column, or the name of the variable or argument.</param>
/// <param name="Key">As written, sections separated by colons; <c>_FILE</c> already taken off.</param>
/// <param name="ContentOf">The file that the value was read from, or null. Such values are secrets and never quoted.</param>
internal sealed record SettingAssignment(SourceLocation Location, string Key, PlacedNode Value, string? ContentOf)
{
    /// <summary>The value for messages.</summary>
    public string Quoted =>
        ContentOf is not null ? $"the content of {ContentOf}"
        : Value is PlacedSequence list ? $"[{string.Join(", ", list.Items.Select(i => i.Kind))}]"
        : Value.Kind;
}
