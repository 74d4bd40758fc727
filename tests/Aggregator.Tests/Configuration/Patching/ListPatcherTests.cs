using System.Collections.Immutable;
using Aggregator.Configuration;
using Aggregator.Configuration.Patching;
using Aggregator.Tests.Configuration.Lists;

namespace Aggregator.Tests.Configuration.Patching;

public sealed class ListPatcherTests : IDisposable
{
    private const string Old = "https://old.example/feed";
    private const string New = "https://new.example/feed?a=1&b=2";
    private static readonly DateTimeOffset Then = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("feeds:\n  - https://old.example/feed # mine\n", "feeds:\n  - https://new.example/feed?a=1&b=2 # mine\n")]
    [InlineData("feeds:\n  - 'https://old.example/feed'", "feeds:\n  - https://new.example/feed?a=1&b=2\n")]
    [InlineData("feeds: [{title: A, url: \"https://old.example/feed\"}, https://b.example/] # c\n", "feeds: [{title: A, url: https://new.example/feed?a=1&b=2}, https://b.example/] # c\n")]
    [InlineData("groups:\r\n  - name: g\r\n    feeds:\r\n      - title: A\r\n        url: https://old.example/feed\r\n        tags: [x]\r\n", "groups:\r\n  - name: g\r\n    feeds:\r\n      - title: A\r\n        url: https://new.example/feed?a=1&b=2\r\n        tags: [x]\r\n")]
    public void A_moved_feed_gets_its_new_url_and_everything_else_stays(string list, string expected) => Assert.Equal(expected, Edited(list, new LearnedFact(Old, New, null)));

    [Theory]
    [InlineData("feeds:\n  - https://old.example/feed # mine\n  - https://b.example/\n", "feeds:\n  - url: https://old.example/feed # mine\n    enabled: false\n  - https://b.example/\n")]
    [InlineData("feeds:\n  - url: 'https://old.example/feed'  # mine\n    title: A", "feeds:\n  - url: 'https://old.example/feed'  # mine\n    enabled: false\n    title: A")]
    [InlineData("feeds:\r\n  - title: A\r\n    url: https://old.example/feed", "feeds:\r\n  - title: A\r\n    url: https://old.example/feed\n    enabled: false\n")]
    [InlineData("feeds: [{title: A, url: https://old.example/feed, tags: [x]}]\n", "feeds: [{title: A, url: https://old.example/feed, enabled: false, tags: [x]}]\n")]
    public void A_gone_feed_is_disabled_where_it_stands(string list, string expected) => Assert.Equal(expected, Edited(list, new LearnedFact(Old, null, Then)));

    [Theory]
    [InlineData("feeds: [https://old.example/feed, https://new.example/feed?a=1&b=2]", New, "listed already")]
    [InlineData("feeds: [https://old.example/feed]", "ftp://new.example/", "must begin with http")]
    [InlineData("feeds:\n  - >-\n    https://old.example/feed\n", New, "cannot be edited for sure")]
    [InlineData("feeds: [\"https://old.example/\\x66eed\"]", New, "cannot be edited for sure")]
    public void What_cannot_be_edited_for_sure_is_left_to_the_operator(string list, string to, string reason)
    {
        _folder.Write("list.yaml", list);
        var (proposals, patches) = Propose(new LearnedFact(Old, to, null));
        Assert.Empty(patches);
        Assert.Contains(reason, Assert.Single(proposals).ByHand, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("list.json", "{\"feeds\": [\"https://old.example/feed\"]}")]
    [InlineData("list.opml", "<opml><body><outline xmlUrl=\"https://old.example/feed\"/></body></opml>")]
    public void Lists_of_other_kinds_are_left_to_the_operator(string name, string list)
    {
        _folder.Write(name, list);
        Assert.Equal("only lists in YAML are edited", Assert.Single(Propose(new LearnedFact(Old, New, null)).Proposals).ByHand);
    }

    [Fact]
    public void What_the_list_says_already_is_no_news()
    {
        _folder.Write("list.yaml", "feeds: [{url: https://old.example/feed, enabled: false}, https://b.example/]");
        Assert.Empty(Propose(new LearnedFact(Old, null, Then), new LearnedFact("https://b.example/", "https://b.example/", null), new LearnedFact("https://retired.example/", New, null)).Proposals);
    }

    [Fact]
    public void The_diff_is_one_that_patch_reads()
    {
        _folder.Write("list.yaml", "# 1\n# 2\n# 3\n# 4\nfeeds:\n  - https://old.example/feed\n" + string.Concat(Enumerable.Range(1, 9).Select(i => $"  - https://{i}.example/\n")) + "  - https://last.example/");
        var patch = Assert.Single(Propose(new LearnedFact(Old, null, Then), new LearnedFact("https://last.example/", New, null)).Patches);
        Assert.Equal(
            """
            --- a/feeds/list.yaml
            +++ b/feeds/list.yaml
            @@ -3,7 +3,8 @@
             # 3
             # 4
             feeds:
            -  - https://old.example/feed
            +  - url: https://old.example/feed
            +    enabled: false
               - https://1.example/
               - https://2.example/
               - https://3.example/
            @@ -13,4 +14,4 @@
               - https://7.example/
               - https://8.example/
               - https://9.example/
            -  - https://last.example/
            \ No newline at end of file
            +  - https://new.example/feed?a=1&b=2

            """.ReplaceLineEndings("\n"),
            patch.ToDiff("feeds/list.yaml"));
    }

    private string Edited(string list, LearnedFact fact)
    {
        _folder.Write("list.yaml", list);
        var (proposals, patches) = Propose(fact);
        Assert.Null(Assert.Single(proposals).ByHand);
        return Assert.Single(patches).After();
    }

    private (ImmutableArray<Proposal> Proposals, ImmutableArray<ListPatch> Patches) Propose(params LearnedFact[] facts) =>
        ListPatcher.Propose(Assert.IsType<CatalogOutcome.Loaded>(CatalogLoader.Load(_folder.Path, Crons.Reader)).Catalog, facts);
}
