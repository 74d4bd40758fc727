namespace Aggregator.Deduplicating.Stories;

/// <summary>What two feeds write into all their articles: shingles that several of the latest of one feed have in common.</summary>
internal sealed class Boilerplate(IReadOnlyList<StoryArticle> ours, IReadOnlyList<StoryArticle> theirs)
{
    /// <summary>Latest articles of a feed that are looked at.</summary>
    public const int Neighbours = 3;

    private const int LeastNeighbours = 2;

    public static Boilerplate None { get; } = new([], []);

    public bool IsEmpty => ours.Count < LeastNeighbours && theirs.Count < LeastNeighbours;

    public bool Contains(ulong shingle) => StandsIn(ours, shingle) || StandsIn(theirs, shingle);

    private static bool StandsIn(IReadOnlyList<StoryArticle> neighbours, ulong shingle)
    {
        var count = 0;
        foreach (var neighbour in neighbours)
            count += neighbour.Text.Contains(shingle) ? 1 : 0;
        return count >= LeastNeighbours;
    }
}
