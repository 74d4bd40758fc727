namespace Aggregator.Tests.Configuration.Rules;

public sealed class EntryRuleTests
{
    [Theory]
    [InlineData("{title: words}", "title: \"words\"")]
    [InlineData("{url: /x|y/}", "link: /x|y/")]
    [InlineData("{age: '> 90m'}", "age: >1h30m")]
    [InlineData("{title: a, not: {any: [{link: b}, {age: <1d}]}}", "all(title: \"a\"; not(any(link: \"b\"; age: <1d)))")]
    public void A_rule_reads_as_it_was_meant_and_equals_what_is_written_alike(string written, string shown)
    {
        Assert.Equal(shown, WrittenRules.Rule(written).ToString());
        Assert.Equal(WrittenRules.Rule(written), WrittenRules.Rule(written));
        Assert.NotEqual(WrittenRules.Rule("{title: other}"), WrittenRules.Rule(written));
    }

    [Theory]
    [InlineData("drop: [{title: '^a'}]", "write '/^a/'")]
    [InlineData("drop: [{title: 'a|b'}]", "write '/a|b/'")]
    [InlineData("drop: [{title: '/(a/'}]", "not a regular expression")]
    [InlineData("drop: [{title: '/(?=a)b/'}]", "backreferences, lookaround")]
    [InlineData("drop: [{title: ' '}]", "the pattern is empty")]
    [InlineData("drop: [{titel: a}]", "the nearest is title, all are age, all, any, author")]
    [InlineData("drop: [{title: [a]}]", "title must be words or /expression/, not a list")]
    [InlineData("drop: [{all: {title: a}}]", "all must be a list of rules, not a mapping")]
    [InlineData("drop: [{age: soon}]", "age is \"soon\"; allowed is")]
    [InlineData("drop: [{not: a}]", "a rule of drop must be a field and what to look for")]
    [InlineData("drop: [{}]", "a rule of drop must be a field and what to look for")]
    [InlineData("tag: [a]", "tag must be a mapping of tags to rules")]
    [InlineData("tag: {'': {title: a}}", "a tag must be 1 to 500 characters")]
    [InlineData("tag: {x: a}", "a rule of tag must be a field")]
    [InlineData("drop: [{not: {not: {not: {not: {not: {not: {not: {not: {title: a}}}}}}}}}]", "deeper than 8 levels")]
    public void A_rule_that_cannot_be_says_what_to_write(string yaml, string message)
    {
        var error = Assert.Throws<InvalidOperationException>(() => WrittenRules.Feed(yaml)).Message;
        Assert.Contains("list.yaml:3:", error, StringComparison.Ordinal);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }
}
