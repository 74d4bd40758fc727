using System.Text.RegularExpressions;

namespace Aggregator.Configuration;

/// <summary>One <c>keep</c> or <c>drop</c> rule: a pattern over one field of an entry.</summary>
/// <param name="Field">Which field is looked at.</param>
/// <param name="Pattern">Case-insensitive; cannot backtrack, so no feed can make it slow.</param>
internal sealed record EntryRule(EntryField Field, Regex Pattern)
{
    /// <summary>By text: two compiled patterns are never equal by reference.</summary>
    public bool Equals(EntryRule? other) => other is not null && Field == other.Field && Pattern.ToString() == other.Pattern.ToString();

    public override int GetHashCode() => HashCode.Combine(Field, Pattern.ToString());
}
