namespace Aggregator.Deduplicating.Stories;

/// <summary>A word as a number; of scripts that set no spaces, two neighbouring characters.</summary>
/// <param name="Word">Hash of the folded word.</param>
/// <param name="Stem">Hash of its beginning: endings differ from one headline to the next.</param>
/// <param name="Length">Characters, at most 255.</param>
internal readonly record struct Token(ulong Word, ulong Stem, TokenTraits Traits, byte Length)
{
    public bool Is(TokenTraits trait) => (Traits & trait) != 0;

    /// <summary>
    /// What it says on its own, from 0 to 1: particles and articles are short in every language that parts its words.
    /// </summary>
    public double Weight => Is(TokenTraits.Unspaced) ? 0.6 : Is(TokenTraits.Number) ? Math.Min(1, 0.3 + (0.15 * Length)) : Length switch
    {
        <= 2 => 0.1,
        3 => 0.25,
        4 => 0.6,
        5 => 0.85,
        _ => 1,
    };
}
