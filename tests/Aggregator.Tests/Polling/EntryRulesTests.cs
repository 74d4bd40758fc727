using Aggregator.Normalizing;
using Aggregator.Polling;
using Aggregator.Storage;
using Aggregator.Tests.Configuration.Rules;

namespace Aggregator.Tests.Polling;

public sealed class EntryRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly ArticleDraft Draft = new()
    {
        Title = "Quantum computing, said C++ (again)",
        Url = "https://example.org/physics/42",
        Content = "<p class=\"sponsored\">A   <b>qubit</b> is born. 東京で発表された。</p>",
        Language = "de-AT",
        Authors = [new Person("Ada Lovelace", "ada@example.org", null)],
        Categories = ["Physics"],
        Published = Now.AddDays(-3),
    };

    [Theory]
    [InlineData("{title: quantum}", true)]
    [InlineData("{title: QUANTUM COMPUTING}", true)]
    [InlineData("{title: quant}", false)]
    [InlineData("{title: ai}", false)]
    [InlineData("{title: 'C++'}", true)]
    [InlineData("{title: (again)}", true)]
    [InlineData("{title: '/quant.*C\\+\\+/'}", true)]
    [InlineData("{title: '/^computing/'}", false)]
    [InlineData("{link: physics}", true)]
    [InlineData("{url: /physics\\/\\d+$/}", true)]
    [InlineData("{content: a qubit is}", true)]
    [InlineData("{content: sponsored}", false)]
    [InlineData("{content: 発表}", true)]
    [InlineData("{author: lovelace}", true)]
    [InlineData("{author: ada@example.org}", true)]
    [InlineData("{category: physics}", true)]
    [InlineData("{language: de}", true)]
    [InlineData("{language: en}", false)]
    [InlineData("{any: qubit}", true)]
    [InlineData("{any: de-AT}", false)]
    [InlineData("{age: '>2d'}", true)]
    [InlineData("{age: 4d}", false)]
    [InlineData("{age: '< 4d'}", true)]
    [InlineData("{title: quantum, author: ada}", true)]
    [InlineData("{title: quantum, author: grace}", false)]
    [InlineData("{all: [{title: quantum}, {not: {author: grace}}]}", true)]
    [InlineData("{any: [{title: nothing}, {category: physics}]}", true)]
    [InlineData("{not: {any: [{title: nothing}, {category: physics}]}}", false)]
    public void A_rule_holds_when_what_it_says_is_there(string rule, bool holds)
    {
        Assert.Equal(!holds, EntryRules.Keeps(WrittenRules.Feed($"drop: [{rule}]"), Draft, Now));
        Assert.Equal(holds, EntryRules.Keeps(WrittenRules.Feed($"keep: [{rule}]"), Draft, Now));
    }

    [Fact]
    public void Drop_is_stronger_than_keep_and_says_why()
    {
        var feed = WrittenRules.Feed("keep: [{title: quantum}]\n    drop: [{category: physics}]");
        Assert.Equal("drop category: \"physics\"", EntryRules.DropReason(feed, Draft, Now));
        Assert.Equal("no keep rule matches", EntryRules.DropReason(WrittenRules.Feed("keep: [{title: nothing}]"), Draft, Now));
    }

    [Fact]
    public void Tags_are_given_by_any_of_their_rules()
    {
        var feed = WrittenRules.Feed("tag: {science: [{category: physics}, {category: biology}], people: {author: ada}, other: {title: nothing}}");
        Assert.Equal(["people", "science"], EntryRules.Tags(feed, Draft, Now));
    }

    [Fact]
    public void What_is_not_dated_is_new()
    {
        var undated = Draft with { Published = null };
        Assert.True(EntryRules.Keeps(WrittenRules.Feed("drop: [{age: '>1s'}]"), undated, Now));
        Assert.False(EntryRules.Keeps(WrittenRules.Feed("drop: [{age: '<1s'}]"), undated, Now));
    }

    [Fact]
    public void A_stored_article_is_asked_as_it_was_when_it_came()
    {
        var article = new ArticleRow { Title = "Old news", PublishedAt = Now.AddDays(-3), SeenAt = Now.AddDays(-3), OwnTags = "[\"gone\",\"kept\"]", Categories = "[\"x\"]" };
        var effect = RuleEffect.Of(WrittenRules.Feed("tag: {kept: {title: news}, new: {category: x}}"), article);
        Assert.Equal((null, "new", "gone"), (effect.DropReason, Assert.Single(effect.NewTags), Assert.Single(effect.LostTags)));
        Assert.True(RuleEffect.Of(WrittenRules.Feed("drop: [{age: '>1d'}]"), article with { OwnTags = "[]" }).IsNone);
        Assert.Equal("drop title: \"news\"", RuleEffect.Of(WrittenRules.Feed("drop: [{title: news}]"), article).DropReason);
    }
}
