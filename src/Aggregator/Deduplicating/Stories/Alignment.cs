namespace Aggregator.Deduplicating.Stories;

/// <summary>
/// What two texts have in common, word for word. Where a copy was trimmed, extended or introduced anew, whole runs are missing on one side; where two texts
/// were made from one template, single words are exchanged in the middle of common runs. The first is told from the second by <see cref="Conflicts"/>.
/// </summary>
/// <param name="Matched">Tokens in common.</param>
/// <param name="Shorter">Tokens of the shorter text.</param>
/// <param name="Longer">Tokens of the longer text.</param>
/// <param name="Conflicts">Exchanged words: one for each place with another number or name, less for other words.</param>
/// <param name="LeadMatches">The beginning of one of them is found in the other.</param>
internal sealed record Alignment(int Matched, int Shorter, int Longer, double Conflicts, bool LeadMatches)
{
    /// <summary>Of the shorter text, how much stands in the longer one, too; from 0 to 1.</summary>
    public double Containment => Shorter == 0 ? 0 : (double)Matched / Shorter;

    /// <summary>The same of the longer text.</summary>
    public double Coverage => Longer == 0 ? 0 : (double)Matched / Longer;

    /// <summary>Conflicts in a hundred tokens in common.</summary>
    public double ConflictRate => Matched == 0 ? 0 : Conflicts * 100 / Matched;
}
