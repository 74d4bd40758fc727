using System.Collections.Immutable;

namespace Aggregator.Configuration.Reading;

/// <summary>
/// What YAML, JSON and OPML have in common: a tree that knows where each part was written. Scalars are text; what they mean is decided by
/// whoever reads the key, so <c>title: 2024</c> needs no quotes.
/// </summary>
internal abstract record PlacedNode(SourceLocation Location)
{
    /// <summary>What it is, for messages.</summary>
    public abstract string Kind { get; }
}

/// <summary>Null text is an explicit nothing: <c>null</c>, <c>~</c> or an absent value.</summary>
internal sealed record PlacedScalar(SourceLocation Location, string? Text) : PlacedNode(Location)
{
    public override string Kind => Text is null ? "empty" : $"\"{Excerpt.Of(Text)}\"";
}

internal sealed record PlacedSequence(SourceLocation Location, ImmutableArray<PlacedNode> Items) : PlacedNode(Location)
{
    public override string Kind => "a list";
}

/// <summary>Keys are unique: the readers report repeated ones.</summary>
internal sealed record PlacedMapping(SourceLocation Location, ImmutableArray<PlacedMember> Members) : PlacedNode(Location)
{
    public override string Kind => "a mapping";

    public PlacedNode? Find(string key)
    {
        foreach (var member in Members)
        {
            if (member.Key == key)
                return member.Value;
        }

        return null;
    }
}

internal readonly record struct PlacedMember(SourceLocation Location, string Key, PlacedNode Value);
