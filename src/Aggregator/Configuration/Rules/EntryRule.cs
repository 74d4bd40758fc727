using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Aggregator.Configuration.Rules;

/// <summary>One condition of <c>keep</c>, <c>drop</c> or <c>tag</c>; conditions combine. Two that are written alike are equal.</summary>
/// <param name="text">As people read it: what plans show and the database keeps.</param>
internal abstract class EntryRule(string text) : IEquatable<EntryRule>
{
    public bool Equals(EntryRule? other) => other?.ToString() == text;

    public sealed override bool Equals(object? obj) => Equals(obj as EntryRule);

    public sealed override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);

    public sealed override string ToString() => text;

    /// <param name="where">The field that is looked at.</param>
    /// <param name="shown">The pattern as it was written.</param>
    /// <param name="pattern">Cannot backtrack, so no feed can make it slow; limited in time all the same.</param>
    public sealed class Matching(EntryField where, string shown, Regex pattern) : EntryRule($"{where.ToString().ToLowerInvariant()}: {shown}")
    {
        public EntryField Field => where;
        public Regex Pattern => pattern;
    }

    /// <summary>Published longer ago than that, or, when <paramref name="younger"/>, not as long ago. What is not dated was published now.</summary>
    public sealed class Aged(TimeSpan limit, bool younger) : EntryRule($"age: {(younger ? '<' : '>')}{Durations.Format(limit)}")
    {
        public TimeSpan Limit => limit;
        public bool Younger => younger;
    }

    public sealed class All(ImmutableArray<EntryRule> rules) : EntryRule($"all({string.Join("; ", rules)})")
    {
        public ImmutableArray<EntryRule> Rules => rules;
    }

    public sealed class Any(ImmutableArray<EntryRule> rules) : EntryRule($"any({string.Join("; ", rules)})")
    {
        public ImmutableArray<EntryRule> Rules => rules;
    }

    public sealed class Not(EntryRule rule) : EntryRule($"not({rule})")
    {
        public EntryRule Rule => rule;
    }
}
