using Aggregator.Deduplicating.Edits;
using Aggregator.Deduplicating.Stories;
using Aggregator.Storage.Edits;

namespace Aggregator.Outputs.History;

/// <summary>What a publisher edited, word by word: for the terminal and the pages alike.</summary>
internal static class HistoryDiff
{
    /// <param name="texts">The earliest first.</param>
    public static IReadOnlyList<EditedRevision> Of(IReadOnlyList<ArticleRevision> texts)
    {
        var revisions = new List<EditedRevision>();
        for (var i = 0; i < texts.Count; i++)
        {
            var before = i == 0 ? null : texts[i - 1];
            revisions.Add(new EditedRevision(texts[i].Revision, texts[i].ReplacedAt, before?.ReplacedAt, before?.Significance, [.. Fields(before, texts[i])], before is null));
        }
        return revisions;
    }

    private static IEnumerable<FieldEdit> Fields(ArticleRevision? before, ArticleRevision text)
    {
        foreach (var (name, old, edited) in new[]
        {
            ("title", before?.Title, text.Title),
            ("link", before?.Url, text.Url),
            ("text", before is null ? null : StoryText.ReadBody(before.Content, before.Summary), StoryText.ReadBody(text.Content, text.Summary)),
        })
        {
            if (before is null)
                yield return new FieldEdit(name, [new TextRun(DiffKind.Same, edited ?? "")]);
            else if (old != edited)
                yield return new FieldEdit(name, [.. Runs(WordDiff.Split(old ?? ""), WordDiff.Split(edited ?? ""))]);
        }
    }

    private static IEnumerable<TextRun> Runs(List<string> old, List<string> edited) => WordDiff.Compare(old, edited).Select(run =>
        new TextRun(run.Kind, string.Concat((run.Kind == DiffKind.Removed ? old : edited).GetRange(run.Start, run.Length))));

    /// <summary>What stayed is only there for orientation.</summary>
    public static string Shorten(string text)
    {
        if (text.Length <= 200)
            return text;
        var (end, start) = (text.LastIndexOf(' ', 90), text.IndexOf(' ', text.Length - 90));
        return $"{text[..(end < 0 ? 90 : end)]} … {text[(start < 0 ? text.Length - 90 : start + 1)..]}";
    }
}
