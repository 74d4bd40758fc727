namespace Aggregator.Deduplicating.Stories;

/// <summary>What two feeds write into all their articles: shingles that several of the latest of one feed have in common.</summary>
internal sealed class Boilerplate
{
    /// <summary>Latest articles of a feed that are looked at.</summary>
    public const int Neighbours = 3;

    private const int LeastNeighbours = 2;

    private readonly HashSet<ulong> _shingles = [];

    public Boilerplate(IReadOnlyList<StoryArticle> ours, IReadOnlyList<StoryArticle> theirs)
    {
        Collect(ours);
        Collect(theirs);
    }

    public static Boilerplate None { get; } = new([], []);

    public bool IsEmpty => _shingles.Count == 0;

    public bool Contains(ulong shingle) => _shingles.Contains(shingle);

    /// <summary>What stands in two of them stands in one that is behind another.</summary>
    private void Collect(IReadOnlyList<StoryArticle> neighbours)
    {
        for (var i = LeastNeighbours - 1; i < neighbours.Count; i++)
        {
            foreach (var shingle in neighbours[i].Text.Shingles)
            {
                for (var j = 0; j < i; j++)
                {
                    if (!neighbours[j].Text.Contains(shingle))
                        continue;
                    _shingles.Add(shingle);
                    break;
                }
            }
        }
    }
}
