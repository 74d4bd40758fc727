using System.Net;
using Aggregator.Normalizing;
using Aggregator.Storage;
using Aggregator.Storage.Reading;

namespace Aggregator.Outputs.Feeds;

/// <summary>Reads a page of articles as a feed.</summary>
internal sealed class MergedFeedReader(ArticlePages pages)
{
    /// <summary>Visible characters of a summary that the publisher did not write.</summary>
    private const int ExcerptLength = 400;

    private const int MostMembers = 500;

    public MergedFeed Read(MergedFeedWish wish)
    {
        var limit = wish.Query.Limit;
        var found = pages.Read(wish.Query with { Limit = limit + 1 });
        var shown = found.Take(limit).ToList();
        var last = found.Count > limit ? new ArticlePlace { PublishedAt = shown[^1].PublishedAt, Id = shown[^1].Id } : null;
        if (wish.IsOnce)
            shown.RemoveAll(Repetitions(wish.Query, shown).Contains);
        return new MergedFeed
        {
            Id = wish.Id,
            Title = wish.Title,
            SelfUrl = wish.SelfUrl,
            SiteUrl = wish.SiteUrl,
            HubUrl = wish.HubUrl,
            FirstUrl = wish.Query.After is null ? null : wish.Page(null),
            NextUrl = last is null ? null : wish.Page(last),
            Updated = shown.Select(article => article.ChangedAt).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max(),
            Articles = [.. shown.Select(article => wish.IsShort ? Short(article) : new MergedArticle(article))],
        };
    }

    /// <summary>
    /// Articles whose story has an earlier one in the same feed. Which one that is does not depend on pages, so that an article that was shown once is
    /// not gone the next time.
    /// </summary>
    private HashSet<ArticleRow> Repetitions(ArticleQuery query, List<ArticleRow> shown)
    {
        var repetitions = new HashSet<ArticleRow>();
        foreach (var story in shown.Where(article => article.StoryId is not null).GroupBy(article => article.StoryId))
        {
            // The order of a list is the newest first; with words, the last stored first.
            var first = pages.Read(query with { Story = story.Key, After = null, Limit = MostMembers }).MinBy(article => (article.PublishedAt, article.Id));
            repetitions.UnionWith(story.Where(article => article.Id != first?.Id));
        }
        return repetitions;
    }

    private static MergedArticle Short(ArticleRow article) => new(article)
    {
        Content = null,
        Summary = article.Summary ?? ((article.FullText ?? article.Content) is { } content ? Excerpt(VisibleText.Of(content)) : null),
    };

    private static string Excerpt(string text)
    {
        if (text.Length <= ExcerptLength)
            return WebUtility.HtmlEncode(text);
        var length = text.LastIndexOf(' ', ExcerptLength) is > ExcerptLength / 2 and var blank ? blank : ExcerptLength;
        if (char.IsHighSurrogate(text[length - 1]))
            length--;
        return WebUtility.HtmlEncode(text[..length]) + "…";
    }
}
