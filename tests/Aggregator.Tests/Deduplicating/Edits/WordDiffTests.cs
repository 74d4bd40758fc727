using Aggregator.Deduplicating.Edits;
using CsCheck;

namespace Aggregator.Tests.Deduplicating.Edits;

public sealed class WordDiffTests
{
    private static readonly string[] Parts = ["the ", "minister ", "said", " ", "<p>", "</p>", "12", ".", "東京", "知事", "\U0001F600", "don't ", "\n", "мир "];
    private static readonly Gen<string> Text = Gen.Int[0, Parts.Length - 1].Select(i => Parts[i]).Array[0, 60].Select(string.Concat);

    [Fact]
    public void Words_joined_again_are_the_text() => Gen.OneOf(Text, Gen.String).Sample(text => string.Concat(WordDiff.Split(text)) == text);

    [Fact]
    public void Old_and_new_text_can_be_read_from_a_diff() => Gen.Select(Text, Text).Sample((before, after) =>
    {
        var (old, edited) = (WordDiff.Split(before), WordDiff.Split(after));
        var runs = WordDiff.Compare(old, edited);
        return Join(runs, DiffKind.Removed, old, edited) == after && Join(runs, DiffKind.Added, old, edited) == before;
    });

    [Fact]
    public void A_diff_is_as_short_as_can_be()
    {
        var runs = WordDiff.Compare(WordDiff.Split("The cat sat on the mat"), WordDiff.Split("The old cat sat on a mat"));
        Assert.Equal(
            [(DiffKind.Same, 1), (DiffKind.Added, 1), (DiffKind.Same, 3), (DiffKind.Removed, 1), (DiffKind.Added, 1), (DiffKind.Same, 1)],
            runs.Select(run => (run.Kind, run.Length)));
    }

    [Fact]
    public void An_earlier_text_comes_back_from_its_delta() => Gen.Select(Gen.OneOf(Text, Gen.String), Gen.OneOf(Text, Gen.String.Select(s => s + "x")))
        .Sample((earlier, later) => TextDelta.Read(TextDelta.Write(earlier, later), later) == earlier);

    [Fact]
    public void Nothing_and_an_empty_text_are_told_apart()
    {
        Assert.Null(TextDelta.Read(TextDelta.Write(null, "a"), "a"));
        Assert.Equal("", TextDelta.Read(TextDelta.Write("", null), null));
        Assert.Equal("a", TextDelta.Read(TextDelta.Write("a", null), null));
    }

    [Fact]
    public void Texts_that_have_nothing_in_common_take_bounded_work()
    {
        var (one, other) = (string.Join(' ', Enumerable.Range(0, 30_000)), string.Join(' ', Enumerable.Range(40_000, 30_000)));
        Assert.Equal(one, TextDelta.Read(TextDelta.Write(one, other), other));
    }

    [Fact]
    public void An_edit_of_a_real_size_article_is_kept_in_a_fraction_of_it()
    {
        var writer = new Stories.ReportWriter(Stories.Script.Latin, 5);
        var paragraphs = writer.Paragraphs(writer.Topic(), 14);
        var earlier = string.Concat(paragraphs.Select(p => $"<p>{p}</p>"));
        paragraphs[3] = paragraphs[3].Replace(" ", "  ", StringComparison.Ordinal);
        paragraphs.Insert(6, writer.Sentence(writer.Topic()));
        var later = string.Concat(paragraphs.Select(p => $"<p>{p}</p>"));
        Assert.InRange(TextDelta.Write(earlier, later).Length, 10, earlier.Length / 8);
    }

    private static string Join(List<DiffRun> runs, DiffKind without, List<string> old, List<string> edited)
    {
        var text = "";
        foreach (var run in runs.Where(run => run.Kind != without))
            text += string.Concat((run.Kind == DiffKind.Removed ? old : edited).GetRange(run.Start, run.Length));
        return text;
    }
}
