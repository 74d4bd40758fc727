using System.Collections.Frozen;
using Aggregator.Normalizing;

namespace Aggregator.Deduplicating.Edits;

/// <summary>
/// Whether an edit is worth a revision. What changes by itself is not: counts of comments, views and likes, the time of day or "5 minutes ago" in a text, advertisements,
/// white space. Titles, links, authors, categories and enclosures always are.
/// </summary>
internal static class EditRule
{
    /// <summary>Words that counts and times stand beside. In more languages than these a number beside them is news, which does no harm.</summary>
    private static readonly FrozenSet<string> Volatile = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "ad", "ads", "advert", "advertisement", "advertising", "ago", "am", "anzeige", "comment", "comments", "commentaire", "commentaires", "comentarios", "days", "day", "gelesen",
        "hour", "hours", "just", "kommentar", "kommentare", "last", "like", "likes", "minute", "minutes", "mins", "min", "now", "pm", "points", "publicité", "reactions", "read",
        "reads", "replies", "reply", "reklama", "second", "seconds", "share", "shares", "sponsored", "updated", "utc", "gmt", "view", "views", "votes", "werbung",
        "комментарий", "комментария", "комментариев", "коментар", "коментарі", "коментарів", "минут", "минуты", "минуту", "назад", "часов", "часа", "час", "просмотров", "просмотра", "реклама", "хвилин", "тому", "评论", "コメント");

    /// <returns>What was edited and counts, in words; null when nothing that counts was.</returns>
    public static string? Significance(EditedText old, EditedText edited)
    {
        if (Words(old.Title) != Words(edited.Title))
            return "title";
        if (CanonicalUrl.Of(old.Url) != CanonicalUrl.Of(edited.Url))
            return "link";
        if (IsSignificant(old.Content, edited.Content))
            return "content";
        if (IsSignificant(old.Summary, edited.Summary))
            return "summary";
        if (old.Attributes != edited.Attributes)
            return "attributes";
        // The words are the same: what is left are links and images in the body.
        return Targets(old) != Targets(edited) ? "media" : null;
    }

    private static bool IsSignificant(string? old, string? edited)
    {
        var before = WordDiff.Split(VisibleText.Of(old ?? ""));
        var after = WordDiff.Split(VisibleText.Of(edited ?? ""));
        // An appearing or vanishing body is no noise.
        if (before.Count == 0 || after.Count == 0)
            return before.Count != after.Count;
        foreach (var run in WordDiff.Compare(before, after))
        {
            if (run.Kind != DiffKind.Same && !IsNoise(run.Kind == DiffKind.Added ? after : before, run))
                return true;
        }
        return false;
    }

    /// <summary>Only volatile words, and numbers with a volatile word beside them or in the form of a time.</summary>
    private static bool IsNoise(List<string> words, DiffRun run)
    {
        for (var i = run.Start; i < run.Start + run.Length; i++)
        {
            var word = words[i].Trim();
            if (!word.AsSpan().ContainsAnyInRange('0', '9') && !word.Any(char.IsLetter))
                continue;
            if (Volatile.Contains(word))
                continue;
            if (!word.All(char.IsAsciiDigit) || !(IsClock(words, i) || Neighbours(words, i).Any(Volatile.Contains)))
                return false;
        }
        return true;
    }

    private static IEnumerable<string> Neighbours(List<string> words, int i) =>
        words.Take(Math.Min(words.Count, i + 4)).Skip(Math.Max(0, i - 3)).Select(word => word.Trim());

    private static bool IsClock(List<string> words, int i) =>
        (i + 1 < words.Count && words[i + 1].Trim() == ":") || (i > 0 && words[i - 1].Trim() == ":" && i > 1 && words[i - 2].Trim().All(char.IsAsciiDigit));

    private static string Words(string? text) => string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c) && c is not ('\u00AD' or '\u200B' or '\u2060' or '\uFEFF')));

    private static string Targets(EditedText text) => string.Join('\n', BodyTargets.Of(text.Content).Concat(BodyTargets.Of(text.Summary)));
}
