using System.Collections.Immutable;
using System.Text.Json;
using Aggregator.Configuration;
using Aggregator.Normalizing;
using Aggregator.Storage;

namespace Aggregator.Polling;

/// <summary>What the rules as they are now would have done to an article that is stored.</summary>
/// <param name="Article">As it is stored.</param>
/// <param name="DropReason">Why it would not be there, or null.</param>
/// <param name="NewTags">Tags that it would have and has not.</param>
/// <param name="LostTags">Tags that it has and would not have.</param>
internal sealed record RuleEffect(ArticleRow Article, string? DropReason, ImmutableArray<string> NewTags, ImmutableArray<string> LostTags)
{
    public bool IsNone => DropReason is null && NewTags.IsEmpty && LostTags.IsEmpty;

    /// <param name="feed">The feed that brought the article, as the lists have it now.</param>
    public static RuleEffect Of(FeedDefinition feed, ArticleRow article)
    {
        var draft = new ArticleDraft
        {
            Url = article.Url,
            Title = article.Title,
            Summary = article.Summary,
            Content = article.Content,
            Language = article.Language,
            Published = article.PublishedAt,
            Authors = [.. JsonSerializer.Deserialize(article.Authors, StorageJson.Columns.IEnumerablePerson) ?? []],
            Categories = [.. Texts(article.Categories)],
        };
        // As old as it was when it came: age rules are asked then.
        var tags = EntryRules.Tags(feed, draft, article.SeenAt);
        var before = Texts(article.OwnTags).ToList();
        return new RuleEffect(article, EntryRules.DropReason(feed, draft, article.SeenAt), [.. tags.Except(before)], [.. before.Except(tags)]);
    }

    private static IEnumerable<string> Texts(string json) => JsonSerializer.Deserialize(json, StorageJson.Columns.IEnumerableString) ?? [];
}
