using System.Collections.Immutable;
using Aggregator.Fetching;
using Aggregator.Normalizing;
using Aggregator.Parsing;

namespace Aggregator.Tests.Normalizing;

public sealed class NormalizerTests
{
    private static readonly Normalizer Normalizer = new();

    private static readonly Uri Base = new("https://example.com/feed");

    [Fact]
    public void An_entry_becomes_a_draft_that_is_safe_and_canonical()
    {
        var published = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var draft = Normalizer.Normalize(new ParsedEntry
        {
            Id = "tag:example.com,2026:1?utm_source=x",
            Url = "http://www.example.com/1/?utm_source=rss",
            Title = new ParsedText("A <b>bold</b> &amp; new <iostream>", TextForm.Undeclared),
            Summary = new ParsedText("1 < 2", TextForm.Plain),
            Content = new ParsedText("<p onclick=x>See <a href=two>two</a><script>x</script>", TextForm.Html, Base),
            Published = published,
            Language = "en_US",
            ImageUrl = "javascript:x",
            CommentsUrl = "https://example.com/1#comments",
            Authors = [new(new ParsedText(" Ann\nB. ", TextForm.Plain), "ann@example.com", "mailto:ann@example.com"), new(null, " ", "javascript:x")],
            Categories = [new("News", TextForm.Plain), new("&#78;ews", TextForm.Undeclared), new(" ", TextForm.Plain)],
            Enclosures = [new("https://example.com/a.mp3", "Audio/MPEG; x=y", 5), new("data:x", null, 1), new("https://example.com/b", "junk", -1)],
            Extra = "{\"a\":1}",
            Fingerprint = new Hash128(1, 2),
        });

        Assert.Equal("tag:example.com,2026:1?utm_source=x", draft.Guid);
        Assert.Equal("http://www.example.com/1/?utm_source=rss", draft.Url);
        Assert.Equal("example.com/1", draft.CanonicalUrl);
        Assert.Equal("A bold & new <iostream>", draft.Title);
        Assert.Equal("1 &lt; 2", draft.Summary);
        Assert.Equal("<p>See <a href=\"https://example.com/two\" rel=\"noopener noreferrer nofollow\">two</a></p>", draft.Content);
        Assert.Equal(published, draft.Published);
        Assert.Null(draft.Updated);
        Assert.Equal("en-US", draft.Language);
        Assert.Null(draft.ImageUrl);
        Assert.Equal("https://example.com/1#comments", draft.CommentsUrl);
        Assert.Equal([new Person("Ann B.", "ann@example.com", "mailto:ann@example.com")], draft.Authors);
        Assert.Equal(["News"], draft.Categories);
        Assert.Equal([new Enclosure("https://example.com/a.mp3", "audio/mpeg", 5), new Enclosure("https://example.com/b", null, null)], draft.Enclosures);
        Assert.Equal("{\"a\":1}", draft.Extra);
        Assert.Equal(new Hash128(1, 2), draft.RawFingerprint);
    }

    [Fact]
    public void A_header_is_made_safe_in_the_same_way()
    {
        var header = Normalizer.NormalizeHeader(new ParsedFeed
        {
            Format = "rss2.0",
            Encoding = "utf-8",
            Title = new ParsedText("<script>x</script>T", TextForm.Html),
            Description = new ParsedText("<p>a<p>b", TextForm.Undeclared),
            SiteUrl = " https://example.com/ ",
            FeedUrl = "file:///x",
            HubUrl = "vbscript:x",
            Language = "de",
            IconUrl = "https://example.com/favicon.ico",
            Categories = [new("x", TextForm.Plain)],
        });
        Assert.Equal(("T", "a b", "https://example.com/", null, null), (header.Title, header.Description, header.SiteUrl, header.FeedUrl, header.HubUrl));
        Assert.Equal(("de", "https://example.com/favicon.ico"), (header.Language, header.IconUrl));
        Assert.Equal(["x"], header.Categories);
    }

    [Fact]
    public void An_empty_entry_is_an_empty_draft()
    {
        var draft = Normalizer.Normalize(new ParsedEntry { Id = " ", Title = new("", TextForm.Html), Content = new("<script>x</script>", TextForm.Html) });
        Assert.Equal((null, null, null), (draft.Guid, draft.Title, draft.Content));
        Assert.Equal(default, draft.ContentFingerprint);
    }

    [Fact]
    public void A_hostile_entry_is_bounded_in_every_field()
    {
        var huge = new string('x', 3_000_000);
        var draft = Normalizer.Normalize(new ParsedEntry
        {
            Id = huge,
            Url = "https://example.com/" + huge,
            Title = new(huge, TextForm.Html),
            Summary = new(huge, TextForm.Plain),
            Content = new("<p>" + huge, TextForm.Html),
            Language = huge,
            Extra = huge,
            Authors = [.. Enumerable.Range(0, 10_000).Select(i => new ParsedPerson(new ParsedText($"{i} {huge[..5_000]}", TextForm.Plain), huge, null))],
            Categories = [.. Enumerable.Range(0, 10_000).Select(i => new ParsedText($"{i} {huge[..5_000]}", TextForm.Plain))],
            Enclosures = [.. Enumerable.Range(0, 10_000).Select(i => new ParsedEnclosure($"https://example.com/{i}", huge, i))],
        });
        Assert.Equal("hash:" + Hash128.Of(huge), draft.Guid);
        Assert.Null(draft.Url);
        Assert.Null(draft.Extra);
        Assert.Equal(NormalizingLimits.Title, draft.Title!.Length);
        Assert.Equal(NormalizingLimits.Markup, draft.Summary!.Length);
        Assert.InRange(draft.Content!.Length, 1, NormalizingLimits.Markup + 10);
        Assert.Equal(NormalizingLimits.Authors, draft.Authors.Length);
        Assert.Equal(NormalizingLimits.Categories, draft.Categories.Length);
        Assert.Equal(NormalizingLimits.Enclosures, draft.Enclosures.Length);
        Assert.All(draft.Authors, author => Assert.InRange(author.Name!.Length + author.Email!.Length, 1, NormalizingLimits.Name + NormalizingLimits.Email));
        Assert.All(draft.Enclosures, enclosure => Assert.Null(enclosure.Type));
    }

    [Fact]
    public void Uninitialised_lists_are_empty_ones()
    {
        var draft = Normalizer.Normalize(new ParsedEntry { Authors = default, Categories = default, Enclosures = default });
        Assert.Equal((0, 0, 0), (draft.Authors.Length, draft.Categories.Length, draft.Enclosures.Length));
    }

    [Fact]
    public void One_instance_serves_many_threads()
    {
        var entries = Enumerable.Range(0, 200).Select(i => new ParsedEntry
        {
            Title = new($"Title {i}", TextForm.Html),
            Content = new($"<b>x<p>{i}</b><table>y</table><a href=/{i}>z</a>", TextForm.Html, Base),
        }).ToImmutableArray();
        var expected = entries.Select(Normalizer.Normalize).ToArray();
        var drafts = new ArticleDraft[entries.Length];
        Parallel.For(0, entries.Length, i => drafts[i] = Normalizer.Normalize(entries[i]));
        Assert.Equal(expected.Select(draft => (draft.Content, draft.RevisionFingerprint)), drafts.Select(draft => (draft.Content, draft.RevisionFingerprint)));
    }
}
