using Aggregator.Normalizing;
using Aggregator.Parsing;

namespace Aggregator.Tests.Normalizing;

public sealed class FingerprintsTests
{
    private static readonly Normalizer Normalizer = new();

    private static readonly ParsedEntry Entry = new()
    {
        Id = "1",
        Url = "https://example.com/1",
        Title = new("A title", TextForm.Plain),
        Content = Html("<p>Some words and a <a href='https://example.com/2?a=1&amp;b=2'>link</a>.</p><img src=https://example.com/i.png alt=x>"),
        Authors = [new(new("Ann", TextForm.Plain), null, null)],
        Categories = [new("a", TextForm.Plain), new("b", TextForm.Plain)],
        Enclosures = [new("https://example.com/a.mp3", "audio/mpeg", 5)],
    };

    private static ParsedText Html(string html) => new(html, TextForm.Html);

    private static readonly Dictionary<string, ParsedEntry> NoiseByName = new()
    {
        { "white space", Entry with { Title = new(" A\n title ", TextForm.Plain), Content = Html(Entry.Content!.Value.Replace(" words ", "\n\twords&nbsp; ", StringComparison.Ordinal)) } },
        { "markup", Entry with { Content = Html(Entry.Content!.Value.Replace("words", "<b class=x>wo</b>r&#100;s<!-- 12:00 -->", StringComparison.Ordinal)) } },
        { "order of attributes", Entry with { Content = Html(Entry.Content!.Value.Replace("<img src=https://example.com/i.png alt=x>", "<img alt=x src='https://example.com/i.png'>", StringComparison.Ordinal)) } },
        { "tracking parameters", Entry with { Url = "http://www.example.com/1?utm_source=x", Content = Html(Entry.Content!.Value.Replace("?a=1", "?utm_medium=y&amp;a=1", StringComparison.Ordinal)) } },
        { "order of categories", Entry with { Categories = [.. Entry.Categories.Reverse()] } },
        { "another guid", Entry with { Id = "2" } },
        { "dates", Entry with { Updated = DateTimeOffset.UnixEpoch, Published = DateTimeOffset.UnixEpoch } },
        { "script", Entry with { Content = Html(Entry.Content!.Value + "<script>time()</script>") } },
        { "a tracking pixel", Entry with { Content = Html(Entry.Content!.Value + "<img src=https://t.example/1 width=1 height=1>") } },
    };

    // With whether the words change.
    private static readonly Dictionary<string, (ParsedEntry Entry, bool IsContent)> EditsByName = new()
    {
        { "title", (Entry with { Title = new("A Title", TextForm.Plain) }, true) },
        { "a word", (Entry with { Content = Html(Entry.Content!.Value.Replace("words", "swords", StringComparison.Ordinal)) }, true) },
        { "link", (Entry with { Url = "https://example.com/3" }, false) },
        { "a link's target", (Entry with { Content = Html(Entry.Content!.Value.Replace("b=2", "b=3", StringComparison.Ordinal)) }, false) },
        { "an image's source", (Entry with { Content = Html(Entry.Content!.Value.Replace("i.png", "j.png", StringComparison.Ordinal)) }, false) },
        { "summary added", (Entry with { Summary = Html("new") }, false) },
        { "authors", (Entry with { Authors = [] }, false) },
        { "categories", (Entry with { Categories = [new("a", TextForm.Plain)] }, false) },
        { "enclosures", (Entry with { Enclosures = [] }, false) },
    };

    public static TheoryData<string> Noise => [.. NoiseByName.Keys];

    public static TheoryData<string> Edits => [.. EditsByName.Keys];

    [Theory]
    [MemberData(nameof(Noise))]
    public void Noise_is_no_edit(string noise)
    {
        var (before, after) = (Normalizer.Normalize(Entry), Normalizer.Normalize(NoiseByName[noise]));
        Assert.Equal(before.ContentFingerprint, after.ContentFingerprint);
        Assert.Equal(before.RevisionFingerprint, after.RevisionFingerprint);
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public void An_edit_is_a_new_revision_and_new_content_if_it_changes_words(string edit)
    {
        var (entry, isContent) = EditsByName[edit];
        var (before, after) = (Normalizer.Normalize(Entry), Normalizer.Normalize(entry));
        Assert.NotEqual(before.RevisionFingerprint, after.RevisionFingerprint);
        Assert.Equal(isContent, before.ContentFingerprint != after.ContentFingerprint);
    }

    [Fact]
    public void A_word_does_not_wander_from_field_to_field_unseen()
    {
        var one = Normalizer.Normalize(new ParsedEntry { Title = new("a b", TextForm.Plain), Content = Html("c") });
        var other = Normalizer.Normalize(new ParsedEntry { Title = new("a", TextForm.Plain), Content = Html("b c") });
        Assert.NotEqual(one.ContentFingerprint, other.ContentFingerprint);
        Assert.NotEqual(one.RevisionFingerprint, other.RevisionFingerprint);
    }

    [Fact]
    public void Photos_without_words_are_told_apart_by_their_images()
    {
        var one = Normalizer.Normalize(new ParsedEntry { Content = Html("<img src=https://example.com/1.png>") });
        var other = Normalizer.Normalize(new ParsedEntry { Content = Html("<img src=https://example.com/2.png>") });
        Assert.NotEqual(one.ContentFingerprint, other.ContentFingerprint);
        Assert.NotEqual(default, one.ContentFingerprint);
    }
}
