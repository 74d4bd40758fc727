using Aggregator.Deduplicating.Stories;
using CsCheck;

namespace Aggregator.Tests.Deduplicating.Stories;

public sealed class BoilerplateTests
{
    /// <summary>Few words, so that many runs of three stand in several texts.</summary>
    private static readonly Gen<StoryArticle[]> _feed = Gen.Int[0, 3].Array[4, 40].Array[0, Boilerplate.Neighbours].Select(texts => texts.Select(Article).ToArray());

    [Fact]
    public void It_is_what_two_of_the_latest_articles_of_one_feed_have_in_common() =>
        Gen.Select(_feed, _feed).Sample((ours, theirs) =>
        {
            var boilerplate = new Boilerplate(ours, theirs);
            var shingles = ours.Concat(theirs).SelectMany(article => article.Text.Shingles).ToHashSet();
            Assert.All(shingles, shingle => Assert.Equal(IsShared(ours, shingle) || IsShared(theirs, shingle), boilerplate.Contains(shingle)));
            Assert.Equal(!shingles.Any(boilerplate.Contains), boilerplate.IsEmpty);
        });

    private static bool IsShared(StoryArticle[] articles, ulong shingle) => articles.Count(article => article.Text.Shingles.Contains(shingle)) >= 2;

    private static StoryArticle Article(int[] words) => new()
    {
        Id = 1,
        Order = 1,
        Feed = 1,
        PublishedAt = DateTimeOffset.UnixEpoch,
        SeenAt = DateTimeOffset.UnixEpoch,
        Text = StoryText.Of("", () => string.Join(' ', words.Select(word => $"word{(char)('a' + word)}"))),
    };
}
