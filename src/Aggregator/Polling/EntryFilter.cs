using Aggregator.Configuration;
using Aggregator.Normalizing;

namespace Aggregator.Polling;

/// <summary>Applies a feed's <c>keep</c> and <c>drop</c> rules.</summary>
internal static class EntryFilter
{
    public static bool Keeps(FeedDefinition feed, ArticleDraft draft) =>
        !feed.Drop.Any(rule => Matches(rule, draft)) && (feed.Keep.IsEmpty || feed.Keep.Any(rule => Matches(rule, draft)));

    private static bool Matches(EntryRule rule, ArticleDraft draft) => Texts(rule.Field, draft).Any(rule.Pattern.IsMatch);

    private static IEnumerable<string> Texts(EntryField field, ArticleDraft draft) => AllTexts(field, draft).OfType<string>();

    private static IEnumerable<string?> AllTexts(EntryField field, ArticleDraft draft) => field switch
    {
        EntryField.Title => [draft.Title],
        EntryField.Url => [draft.Url],
        EntryField.Content => [draft.Summary, draft.Content],
        EntryField.Author => draft.Authors.SelectMany(a => new[] { a.Name, a.Email }),
        EntryField.Category => draft.Categories,
        _ => [draft.Title, draft.Url, draft.Summary, draft.Content, .. draft.Authors.Select(a => a.Name), .. draft.Categories],
    };
}
