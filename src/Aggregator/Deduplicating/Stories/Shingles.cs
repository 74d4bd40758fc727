namespace Aggregator.Deduplicating.Stories;

/// <summary>Three neighbouring tokens as a number: what two texts have in common when one was made from the other.</summary>
internal static class Shingles
{
    public const int Width = 3;

    /// <summary>How many there are of so many tokens: one at each position, of shorter texts none.</summary>
    public static int Count(int tokens) => Math.Max(0, tokens - Width + 1);

    /// <param name="tokens">Of a text.</param>
    /// <param name="shingles">As many as <see cref="Count"/> says are written.</param>
    public static void Write(ReadOnlySpan<Token> tokens, Span<ulong> shingles)
    {
        for (var i = 0; i < Count(tokens.Length); i++)
            shingles[i] = Mixing.Finish(Mixing.Add(Mixing.Add(Mixing.Add(Mixing.Seed, tokens[i].Word), tokens[i + 1].Word), tokens[i + 2].Word));
    }
}
