namespace Aggregator.Tests.Deduplicating.Stories;

public sealed class StoryQualityTests
{
    [Theory]
    [InlineData(Script.Latin, 101)]
    [InlineData(Script.Latin, 102)]
    [InlineData(Script.Cyrillic, 103)]
    [InlineData(Script.Cyrillic, 104)]
    [InlineData(Script.Cjk, 105)]
    [InlineData(Script.Cjk, 106)]
    public void Copies_are_found_and_nothing_else_is_taken_for_one(Script script, int seed)
    {
        var articles = LabelledSet.Generate(script, seed, 200);
        var teller = new StoryTeller();
        teller.Tell(articles.Select(a => (a.Feed, a.Title, a.Body)));

        var (right, wrong, missed) = (0, 0, 0);
        for (var i = 0; i < articles.Count; i++)
        {
            for (var j = i + 1; j < articles.Count; j++)
            {
                var isSame = articles[i].Label == articles[j].Label;
                var isTold = teller.Stories[i] is { } story && story == teller.Stories[j];
                right += isSame && isTold ? 1 : 0;
                wrong += !isSame && isTold ? 1 : 0;
                missed += isSame && !isTold ? 1 : 0;
            }
        }
        Assert.True(right >= 0.99 * (right + wrong), $"precision: {right} right, {wrong} wrong");
        Assert.True(right >= 0.95 * (right + missed), $"recall: {right} found, {missed} missed");
    }
}
