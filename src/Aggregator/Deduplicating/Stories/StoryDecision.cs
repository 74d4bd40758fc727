using System.Collections.Immutable;

namespace Aggregator.Deduplicating.Stories;

/// <summary>What an article does to stories.</summary>
/// <param name="Story">The story that it is in now: the number of the article that the story began with, for good.</param>
/// <param name="IsNew">The story begins here; its first member is among the members.</param>
/// <param name="Members">Who came into it.</param>
/// <param name="Absorbed">Stories that turn out to be this one, and end.</param>
internal sealed record StoryDecision(long Story, bool IsNew, ImmutableArray<StoryMember> Members, ImmutableArray<long> Absorbed);
