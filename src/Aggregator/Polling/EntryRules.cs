using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Aggregator.Configuration;
using Aggregator.Configuration.Rules;
using Aggregator.Normalizing;
using Aggregator.Parsing;

namespace Aggregator.Polling;

/// <summary>Asks a feed's <c>keep</c>, <c>drop</c> and <c>tag</c> rules about entries. Pure.</summary>
internal static class EntryRules
{
    public static bool Keeps(FeedDefinition feed, ArticleDraft draft, DateTimeOffset now) =>
        DropReason(feed, draft, now) is null;

    /// <summary>The rule that keeps an entry out, in words; null when it stays.</summary>
    public static string? DropReason(FeedDefinition feed, ArticleDraft draft, DateTimeOffset now) =>
        feed.Drop.FirstOrDefault(rule => Holds(rule, draft, now)) is { } drop ? $"drop {drop}"
        : feed.Keep.IsEmpty || feed.Keep.Any(rule => Holds(rule, draft, now)) ? null
        : "no keep rule matches";

    /// <summary>Sorted, no duplicates.</summary>
    public static ImmutableArray<string> Tags(FeedDefinition feed, ArticleDraft draft, DateTimeOffset now) => feed.Tag.IsEmpty
        ? []
        : [.. feed.Tag.Where(tag => Holds(tag.Rule, draft, now)).Select(tag => tag.Tag).Distinct().Order(StringComparer.Ordinal)];

    private static bool Holds(EntryRule rule, ArticleDraft draft, DateTimeOffset now) => rule switch
    {
        EntryRule.Matching matching => Texts(matching.Field, draft).Any(text => text is not null && IsMatch(matching.Pattern, text)),
        EntryRule.Aged aged => (now - (draft.Published ?? now) > aged.Limit) != aged.Younger,
        EntryRule.All all => all.Rules.All(inner => Holds(inner, draft, now)),
        EntryRule.Any any => any.Rules.Any(inner => Holds(inner, draft, now)),
        EntryRule.Not not => !Holds(not.Rule, draft, now),
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };

    private static bool IsMatch(Regex pattern, string text)
    {
        try
        {
            return pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            // Patterns cannot backtrack, so this is a machine that stands still; no rule may stop a poll.
            return false;
        }
    }

    private static IEnumerable<string?> Texts(EntryField field, ArticleDraft draft) => field switch
    {
        EntryField.Title => [draft.Title],
        EntryField.Link => [draft.Url],
        EntryField.Content => new[] { draft.Summary, draft.Content }.Select(Words),
        EntryField.Author => draft.Authors.SelectMany(author => new[] { author.Name, author.Email }),
        EntryField.Category => draft.Categories,
        EntryField.Language => [draft.Language],
        EntryField.Any => new[] { EntryField.Title, EntryField.Link, EntryField.Author, EntryField.Category, EntryField.Content }.SelectMany(one => Texts(one, draft)),
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    /// <summary>What a reader sees: nobody means the names of elements and classes.</summary>
    private static string? Words(string? html) => PlainText.Read(html, TextForm.Html, int.MaxValue);
}
