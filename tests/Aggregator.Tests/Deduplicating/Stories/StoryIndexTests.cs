using Aggregator.Deduplicating.Stories;

namespace Aggregator.Tests.Deduplicating.Stories;

/// <summary>Which articles are worth a closer look, told by the values that they share.</summary>
public sealed class StoryIndexTests
{
    private static readonly long[] Ours = [.. Enumerable.Range(1, 12)];

    [Fact]
    public void A_phrase_that_one_article_alone_has_makes_it_a_candidate() =>
        Assert.Equal([1], Candidates(Ours, [1, 101, 102], [103, 104]));

    [Fact]
    public void A_single_phrase_that_others_have_too_does_not() =>
        Assert.Empty(Candidates(Ours, [1, 101, 102], [1, 103, 104]));

    [Fact]
    public void Two_phrases_do_whoever_has_them() =>
        Assert.Equal([2, 1], Candidates(Ours, [1, 2, 101], [1, 2, 102], [1, 103], [2, 104]));

    [Fact]
    public void Of_a_short_text_one_is_enough() =>
        Assert.Equal([2, 1], Candidates([1, 2, 3], [1, 101, 102], [1, 103, 104]));

    [Fact]
    public void What_is_common_to_many_counts_where_a_third_of_all_is_shared()
    {
        var common = Enumerable.Repeat(new long[] { 1, 2, 3 }, 20).ToArray();
        Assert.Empty(Candidates(Ours, common));
        Assert.Equal([21], Candidates(Ours, [.. common, [1, 2, 3, 4]]));
    }

    /// <summary>The copies among articles of other feeds that came before.</summary>
    private static IEnumerable<long> Candidates(long[] ours, params long[][] others)
    {
        var index = new StoryIndex();
        foreach (var (place, values) in others.Index())
        {
            foreach (var value in values)
                index.Add(BandKind.Shingle, value, new StoryPlace(place + 1, place + 1, place + 1));
        }
        return index.Candidates(new StoryArticle
        {
            Id = 1_000,
            Order = 1_000,
            Feed = 1_000,
            PublishedAt = Drafts.Noon,
            SeenAt = Drafts.Noon,
            Text = StoryText.Of("", () => ""),
            Sketch = new StorySketch([.. ours], []),
        }).Copies;
    }
}
