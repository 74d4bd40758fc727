using System.Collections.Immutable;

namespace Aggregator.Deduplicating.Stories;

/// <summary>
/// Decides which story an article belongs to. Pure: the same articles in the same order give the same stories, however they are batched. Work for
/// one article is bounded, whatever is stored: a few articles are compared with it, chosen by the index.
/// </summary>
internal static class StoryDecider
{
    /// <summary>The first look, before boilerplate is known. Only what it returns can become a match.</summary>
    public static IReadOnlyList<StoryComparison> Compare(StoryArticle article, StoryCandidates candidates, StoryIndex index, StoryMemory memory)
    {
        var comparisons = new List<StoryComparison>();
        foreach (var other in candidates.Copies.Select(memory.Find).OfType<StoryArticle>())
        {
            var alignment = Aligner.Align(other.Text, article.Text, Boilerplate.None);
            if (NearDuplicateRule.IsPlausible(alignment))
                comparisons.Add(new StoryComparison(other, alignment, 0));
        }
        foreach (var other in candidates.Events.Select(memory.Find).OfType<StoryArticle>())
        {
            if ((other.PublishedAt - article.PublishedAt).Duration() > SameEventRule.Window)
                continue;
            var score = SameEventRule.Score(other.Text, article.Text, stem => index.Frequency(stem, article));
            if (score > 0)
                comparisons.Add(new StoryComparison(other, null, score));
        }
        return comparisons;
    }

    /// <summary>Null when it stands alone.</summary>
    public static StoryDecision? Decide(StoryArticle article, IReadOnlyList<StoryComparison> comparisons, StoryMemory memory)
    {
        var matches = new List<(StoryArticle Other, double Score)>();
        foreach (var comparison in comparisons.Where(c => c.Alignment is not null))
        {
            // Of one story one match is enough.
            if (matches.Any(m => memory.StoryOf(m.Other) is { } story && story == memory.StoryOf(comparison.Other)))
                continue;
            var alignment = Refine(article, comparison, memory);
            if (NearDuplicateRule.Holds(comparison.Other.Text, article.Text, alignment, comparison.Other.Feed == article.Feed))
                matches.Add((comparison.Other, alignment.Containment));
        }
        if (matches.Count > 0)
            return Join(article, matches, StoryReason.NearDuplicate, memory);

        var similar = comparisons.Where(c => c.EventScore > 0).OrderByDescending(c => c.EventScore).ThenBy(c => c.Other.Order).FirstOrDefault();
        return similar is null ? null : Join(article, [(similar.Other, similar.EventScore)], StoryReason.SameEvent, memory);
    }

    private static Alignment Refine(StoryArticle article, StoryComparison comparison, StoryMemory memory)
    {
        var other = comparison.Other;
        if (NearDuplicateRule.IsCertain(comparison.Alignment!))
            return comparison.Alignment!;
        var boilerplate = new Boilerplate(
            memory.Neighbours(article.Feed, article.Order, other.Id),
            other.Feed == article.Feed ? [] : memory.Neighbours(other.Feed, article.Order, other.Id));
        return boilerplate.IsEmpty ? comparison.Alignment! : Aligner.Align(other.Text, article.Text, boilerplate);
    }

    private static StoryDecision Join(
        StoryArticle article, IReadOnlyList<(StoryArticle Other, double Score)> matches, StoryReason reason, StoryMemory memory)
    {
        var stories = matches.Select(m => memory.StoryOf(m.Other)).OfType<long>().Distinct().Order().ToList();
        var story = stories.Count > 0 ? stories[0] : matches.Min(m => m.Other.Id);
        var members = ImmutableArray.CreateBuilder<StoryMember>();
        foreach (var (other, score) in matches.Where(m => m.Other.Story is null).OrderBy(m => m.Other.Id))
        {
            members.Add(other.Id == story ? new StoryMember(other, StoryReason.First, 1, null) : new StoryMember(other, reason, Round(score), article.Id));
            other.Story = story;
        }
        var best = matches.MaxBy(m => m.Score);
        members.Add(new StoryMember(article, reason, Round(best.Score), best.Other.Id));
        article.Story = story;
        foreach (var lost in stories.Skip(1))
            memory.Absorb(lost, story);
        return new StoryDecision(story, stories.Count == 0, members.ToImmutable(), [.. stories.Skip(1)]);
    }

    private static double Round(double score) => Math.Round(score, 3);
}
