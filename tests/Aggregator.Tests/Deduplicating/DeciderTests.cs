using Aggregator.Deduplicating;
using static Aggregator.Tests.Deduplicating.Drafts;

namespace Aggregator.Tests.Deduplicating;

public sealed class DeciderTests
{
    private readonly FeedMemory _memory = new();

    [Fact]
    public void A_document_seen_twice_brings_its_articles_once()
    {
        _memory.See(1, Draft("a", "x.org/a", "A"), Draft("b", "x.org/b", "B"));
        var again = _memory.See(1, Draft("a", "x.org/a", "A"), Draft("b", "x.org/b", "B"));
        Assert.Equal(2, _memory.Articles.Count);
        Assert.All(again, d => Assert.IsType<Decision.Resighted>(d));
    }

    [Fact]
    public void An_edited_entry_is_a_revision_of_the_same_article()
    {
        _memory.See(1, Draft("a", "x.org/a", "Headline"));
        var decision = Assert.Single(_memory.See(1, Draft("a", "x.org/a", "Better headline")));
        Assert.IsType<Decision.Revised>(decision);
        Assert.Equal(2, Assert.Single(_memory.Articles.Values).Revision);
    }

    [Fact]
    public void New_guids_under_the_same_links_make_no_duplicates()
    {
        _memory.See(1, Draft("http://x.org/?p=1", "x.org/a", "A"), Draft("http://x.org/?p=2", "x.org/b", "B"));
        _memory.See(1, Draft("urn:1", "x.org/a", "A"), Draft("urn:2", "x.org/b", "B"));
        Assert.Equal(2, _memory.Articles.Count);
    }

    [Fact]
    public void After_guids_changed_the_new_ones_find_the_article_even_when_the_link_moves_too()
    {
        _memory.See(1, Draft("old", "x.org/a", "A"));
        _memory.See(1, Draft("new", "x.org/a", "A"));
        _memory.See(1, Draft("new", "x.org/moved/a", "A, edited"));
        Assert.Single(_memory.Articles);
    }

    [Fact]
    public void One_guid_for_all_entries_still_makes_as_many_articles_as_there_are_links()
    {
        _memory.See(1, Draft("same", "x.org/a", "A"), Draft("same", "x.org/b", "B"), Draft("same", "x.org/c", "C"));
        Assert.Equal(3, _memory.Articles.Count);
        _memory.See(1, Draft("same", "x.org/a", "A"), Draft("same", "x.org/b", "B, edited"), Draft("same", "x.org/c", "C"));
        Assert.Equal(3, _memory.Articles.Count);
        Assert.Equal([1, 2, 1], _memory.Articles.Values.Select(a => a.Revision));
    }

    [Fact]
    public void A_repeated_guid_that_is_left_alone_in_a_later_document_finds_its_own_article()
    {
        _memory.See(1, Draft("same", "x.org/a", "A"), Draft("same", "x.org/b", "B"));
        _memory.See(1, Draft("same", "x.org/b", "B, edited"));
        Assert.Equal(2, _memory.Articles.Count);
        Assert.Equal("A", _memory.Articles[1].Draft.Title);
        Assert.Equal("B, edited", _memory.Articles[2].Draft.Title);
    }

    [Fact]
    public void The_same_entry_twice_in_a_document_is_one_article_and_never_takes_turns()
    {
        for (var poll = 0; poll < 5; poll++)
            _memory.See(1, Draft("a", "x.org/a", "One spelling"), Draft("a", "x.org/a", "One spelling"));
        Assert.Equal(1, Assert.Single(_memory.Articles.Values).Revision);
    }

    [Fact]
    public void Entries_that_share_guid_and_link_are_told_apart_by_their_words()
    {
        for (var poll = 0; poll < 3; poll++)
            _memory.See(1, Draft("home", "x.org/", "Monday"), Draft("home", "x.org/", "Tuesday"));
        Assert.Equal(2, _memory.Articles.Count);
    }

    [Fact]
    public void Without_a_guid_the_link_is_the_identity()
    {
        _memory.See(1, Draft(null, "x.org/a", "Headline"));
        Assert.IsType<Decision.Revised>(Assert.Single(_memory.See(1, Draft(null, "x.org/a", "Another headline"))));
    }

    [Fact]
    public void Without_a_guid_a_link_with_a_changing_token_makes_no_duplicate()
    {
        _memory.See(1, Draft(null, "x.org/a?token=1", "A", published: Noon.AddHours(-1)));
        _memory.See(1, Draft(null, "x.org/a?token=2", "A", published: Noon.AddHours(-1)));
        Assert.Single(_memory.Articles);
    }

    [Fact]
    public void Without_guid_and_link_the_words_are_the_identity()
    {
        _memory.See(1, Draft(null, null, "A"), Draft(null, null, "B"));
        _memory.See(1, Draft(null, null, "A"), Draft(null, null, "B"), Draft(null, null, "C"));
        Assert.Equal(3, _memory.Articles.Count);
    }

    [Fact]
    public void The_same_words_under_another_guid_link_and_date_are_another_article()
    {
        _memory.See(1, Draft("1", "x.org/1", "Open thread", published: Noon.AddDays(-7)));
        _memory.See(1, Draft("2", "x.org/2", "Open thread", published: Noon));
        Assert.Equal(2, _memory.Articles.Count);
    }

    [Fact]
    public void A_feed_that_links_everything_to_one_page_makes_an_article_of_each()
    {
        _memory.See(1, Draft("1", "x.org/news", "First", published: Noon.AddDays(-2)));
        _memory.See(1, Draft("2", "x.org/news", "Second", published: Noon.AddDays(-1)));
        Assert.Equal(2, _memory.Articles.Count);
    }

    [Fact]
    public void Guids_are_scoped_by_feed()
    {
        _memory.See(1, Draft("1", "x.org/a", "A"));
        _memory.See(2, Draft("1", "y.org/b", "B"));
        Assert.Equal(2, _memory.Articles.Count);
    }

    [Fact]
    public void The_same_link_in_two_feeds_is_one_article_with_two_sources()
    {
        _memory.See(1, Draft("a", "x.org/a", "A"));
        var decision = Assert.Single(_memory.See(2, Draft("other", "x.org/a", "Found: A")));
        Assert.IsType<Decision.Sourced>(decision);
        Assert.Equal("A", Assert.Single(_memory.Articles.Values).Draft.Title);
        Assert.Equal(2, _memory.Sources(1));
    }

    [Fact]
    public void Only_the_first_feed_of_an_article_revises_it()
    {
        _memory.See(1, Draft("a", "x.org/a", "A"));
        _memory.See(2, Draft("b", "x.org/a", "A elsewhere"));
        _memory.See(2, Draft("b", "x.org/a", "A elsewhere, edited"));
        Assert.Equal(1, Assert.Single(_memory.Articles.Values).Revision);
        _memory.See(1, Draft("a", "x.org/a", "A, edited"));
        Assert.Equal(2, Assert.Single(_memory.Articles.Values).Revision);
    }

    [Fact]
    public void Links_to_a_whole_site_join_nothing_across_feeds()
    {
        _memory.See(1, Draft("a", "x.org/", "A"));
        _memory.See(2, Draft("b", "x.org/", "B"));
        Assert.Equal(2, _memory.Articles.Count);
    }

    [Fact]
    public void A_link_that_several_articles_share_joins_nothing_across_feeds()
    {
        _memory.See(1, Draft("1", "x.org/news", "First"));
        _memory.See(2, Draft("2", "x.org/news", "Second"), Draft("3", "x.org/news", "Third"));
        _memory.See(3, Draft("4", "x.org/news", "Fourth"));
        Assert.Equal(4, _memory.Articles.Count);
    }

    [Theory]
    [InlineData("2030-01-01T00:00:00Z", "2026-03-01T12:00:00Z", true)]
    [InlineData("1970-01-01T00:00:00Z", "2026-03-01T12:00:00Z", false)]
    [InlineData("2026-02-28T08:00:00Z", "2026-02-28T08:00:00Z", true)]
    [InlineData(null, "2026-03-01T12:00:00Z", false)]
    public void The_publishing_date_is_the_publishers_where_it_can_be_true(string? written, string expected, bool dated)
    {
        DateTimeOffset? date = written is null ? null : DateTimeOffset.Parse(written, System.Globalization.CultureInfo.InvariantCulture);
        var created = Assert.IsType<Decision.Created>(Assert.Single(_memory.See(1, Draft("a", "x.org/a", "A", published: date))));
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), created.PublishedAt);
        Assert.Equal(dated, created.Dated);
    }
}
