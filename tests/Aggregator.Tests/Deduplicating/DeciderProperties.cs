using Aggregator.Normalizing;
using CsCheck;
using static Aggregator.Tests.Deduplicating.Drafts;

namespace Aggregator.Tests.Deduplicating;

public sealed class DeciderProperties
{
    /// <summary>Entries of a well-behaved feed: own guid, own link; some lack one of them.</summary>
    private static readonly Gen<ArticleDraft[]> Feed = Gen.Int[1, 12].Select(n => Enumerable.Range(0, n)
        .Select(i => Draft(i % 4 == 1 ? null : $"guid-{i}", i % 4 == 2 ? null : $"x.org/{i}", $"Title {i}", published: Noon.AddHours(-i - 1)))
        .ToArray());

    [Fact]
    public void Any_windows_of_a_feed_in_any_order_and_repetition_end_in_one_article_an_entry()
    {
        Gen.Select(Feed, Gen.Int[0, 1000].Array[1, 20]).Sample((entries, cuts) =>
        {
            var memory = new FeedMemory();
            foreach (var cut in cuts)
            {
                var start = cut % entries.Length;
                var length = 1 + (cut / 7 % (entries.Length - start));
                memory.See(1, cut % 2 == 0 ? entries[start..(start + length)] : [.. entries[start..(start + length)].Reverse()]);
            }
            memory.See(1, entries);
            return memory.Articles.Count == entries.Length && memory.Articles.Values.All(a => a.Revision == 1);
        });
    }

    [Fact]
    public void Two_feeds_that_carry_the_same_links_share_their_articles_whoever_comes_first()
    {
        Gen.Select(Feed, Gen.Bool.Array[2, 10]).Sample((entries, turns) =>
        {
            var linked = entries.Where(e => e.CanonicalUrl is not null).ToArray();
            var copies = linked.Select(e => e with { Guid = $"copy of {e.Guid}" }).ToArray();
            var memory = new FeedMemory();
            foreach (var first in turns)
                memory.See(first ? 1 : 2, first ? linked : copies);
            return memory.Articles.Count == linked.Length;
        });
    }
}
