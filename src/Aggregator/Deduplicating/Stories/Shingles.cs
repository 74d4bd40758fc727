namespace Aggregator.Deduplicating.Stories;

/// <summary>Three neighbouring tokens as a number: what two texts have in common when one was made from the other.</summary>
internal static class Shingles
{
    public const int Width = 3;

    /// <summary>The number at each position; of shorter texts none.</summary>
    public static ulong[] Of(Token[] tokens)
    {
        var shingles = new ulong[Math.Max(0, tokens.Length - Width + 1)];
        for (var i = 0; i < shingles.Length; i++)
            shingles[i] = Mixing.Finish(Mixing.Add(Mixing.Add(Mixing.Add(Mixing.Seed, tokens[i].Word), tokens[i + 1].Word), tokens[i + 2].Word));
        return shingles;
    }
}
