using System.Collections.Immutable;

namespace Aggregator.Configuration.Reading;

/// <summary>Collects the members of one mapping and reports repeated keys; the first one counts.</summary>
internal sealed class MappingBuilder(SourceLocation location, StringComparer comparer, ErrorCollector errors)
{
    private readonly ImmutableArray<PlacedMember>.Builder _members = ImmutableArray.CreateBuilder<PlacedMember>(4);

    public void Add(SourceLocation at, string key, PlacedNode value)
    {
        foreach (var member in _members)
        {
            if (!comparer.Equals(member.Key, key))
                continue;
            errors.Add(at, $"{Excerpt.Of(key)} is given twice, first at {member.Location}; remove one");
            return;
        }

        _members.Add(new PlacedMember(at, key, value));
    }

    public PlacedMapping Build() => new(location, _members.DrainToImmutable());
}
