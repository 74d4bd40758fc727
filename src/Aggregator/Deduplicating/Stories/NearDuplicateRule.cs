namespace Aggregator.Deduplicating.Stories;

/// <summary>One text was made from the other, or both from a third: trimmed, extended, under another headline.</summary>
internal static class NearDuplicateRule
{
    /// <summary>Fewer tokens of a text than that are no text.</summary>
    private const int LeastLength = 12;

    private const double LeastContainment = 0.55;
    private const double LeastContainmentOfShort = 0.8;

    /// <summary>One feed says a thing twice only when it says it in the same words.</summary>
    private const double LeastCoverageInOneFeed = 0.9;

    /// <summary>Numbers that are brought up to date, a name spelt otherwise: so much happens to a copy of any length.</summary>
    private const double FewConflicts = 1.5;
    private const double MostConflictsInHundred = 2;
    private const double MostConflictsUnderOneTemplate = 0.6;

    /// <summary>Worth a closer look, with the boilerplate of both feeds left out.</summary>
    public static bool IsPlausible(Alignment alignment) => alignment is { Matched: >= LeastLength, Containment: >= 0.3 };

    /// <summary>The same text from beginning to end, with no word exchanged: no boilerplate explains that.</summary>
    public static bool IsCertain(Alignment alignment) => alignment is { Matched: >= 40, Coverage: >= 0.85, Conflicts: 0 };

    public static bool Holds(StoryText left, StoryText right, Alignment alignment, bool inOneFeed)
    {
        if (alignment.Shorter < LeastLength || alignment.Matched < LeastLength)
            return false;
        var slots = Slots.OfTitles(left.Title, right.Title);
        if (inOneFeed)
        {
            return alignment.Coverage >= LeastCoverageInOneFeed && alignment.Conflicts < MostConflictsUnderOneTemplate && slots < 1
                && left.HasBody && right.HasBody;
        }
        if (!left.HasBody || !right.HasBody)
            return alignment.Containment >= LeastContainmentOfShort && alignment.Conflicts + slots < MostConflictsUnderOneTemplate;
        if (alignment.Containment < LeastContainment || !alignment.LeadMatches)
            return false;
        return slots >= 1
            ? alignment.Conflicts < MostConflictsUnderOneTemplate
            : alignment.Conflicts < FewConflicts || alignment.ConflictRate < MostConflictsInHundred;
    }
}
