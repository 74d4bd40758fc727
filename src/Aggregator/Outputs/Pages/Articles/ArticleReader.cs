using System.Globalization;
using System.Text.Json;
using Aggregator.Configuration;
using Aggregator.Deduplicating.Stories;
using Aggregator.Normalizing;
using Aggregator.Outputs.History;
using Aggregator.Outputs.Rest;
using Aggregator.Storage;
using Aggregator.Storage.Edits;
using Aggregator.Storage.Reading;
using Aggregator.Storage.Repairs;
using Aggregator.Storage.Search;

namespace Aggregator.Outputs.Pages.Articles;

/// <summary>Reads lists of articles, and one with all that is known of it.</summary>
internal sealed class ArticleReader(
    Database database, ArticlePages pages, SearchStore search, ArticleStore articles, ArticleSources sources, HistoryStore history, StoryPages stories, RepairStore repairs, FeedPages feeds)
{
    public const int PageSize = 50;
    private const int LongestWords = 4_000;

    public ArticleTableModel Read(PageContext here)
    {
        var words = here.Text("q")?.Trim() is { Length: > 0 and <= LongestWords } text && !text.Contains('\0', StringComparison.Ordinal) ? text : null;
        if (words is not null && database.Search.Refusal is { } refusal)
            return new ArticleTableModel(words, false, null, [], null) { Refusal = refusal };
        var query = words is null ? null : SearchQueryReader.Read(words);
        var notice = query is null ? null : database.SearchBacklog.Notice;
        (long Id, string Name)? feed = here.Text("feed") is { } number && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && feeds.Read(new FeedQuery { Id = id, Limit = 1 }, here.Now) is [var found] ? (id, Named(found)) : null;
        if (query is not null && here.Text("sort") == "best")
        {
            var hits = search.Find(query, new ArticleFilter { Feeds = feed is { } only ? [only.Id] : null, Limit = PageSize }, here.Now);
            return new ArticleTableModel(words, true, feed, [.. hits.Select(hit => new ArticleLine(hit.Article, hit.Snippet))], null) { Notice = notice };
        }
        var listed = pages.Read(new ArticleQuery
        {
            Feed = feed?.Id,
            Words = query,
            After = here.Text("after") is { } place ? PlaceText.Read(place) : null,
            Limit = PageSize + 1,
        });
        var next = listed.Count > PageSize ? PlaceText.Of(listed[PageSize - 1].PublishedAt, listed[PageSize - 1].Id) : null;
        var wanted = query?.Wanted.ToList() ?? [];
        return new ArticleTableModel(words, false, feed, [.. listed.Take(PageSize).Select(article => new ArticleLine(article, Snippet(article, wanted)))], next) { Notice = notice };
    }

    /// <summary>Null when there is no such article.</summary>
    public ArticleModel? Read(long id, PageContext here)
    {
        if (articles.ByIds([id]) is not [var article])
            return null;
        var body = article.Content is null || article.Summary?.Length > article.Content.Length ? article.Summary : article.Content;
        return new ArticleModel
        {
            Article = article,
            Title = string.IsNullOrWhiteSpace(article.Title) ? "(without a title)" : article.Title,
            Text = body is null ? "" : PageMarkup.Of(body),
            FullText = article.FullText is { } full ? PageMarkup.Of(full) : null,
            Authors = [.. (JsonSerializer.Deserialize(article.Authors, StorageJson.Default.IEnumerablePerson) ?? []).Select(person => person.Name ?? person.Email ?? person.Url ?? "")],
            Categories = [.. JsonSerializer.Deserialize(article.Categories, StorageJson.Default.IEnumerableString) ?? []],
            Tags = [.. JsonSerializer.Deserialize(article.Tags, StorageJson.Default.IEnumerableString) ?? []],
            Enclosures = [.. JsonSerializer.Deserialize(article.Enclosures, StorageJson.Default.IEnumerableEnclosure) ?? []],
            Sources = sources.Of(id),
            Revisions = [.. HistoryDiff.Of(history.Read(id)).Reverse()],
            Story = article.StoryId is { } story ? stories.Find(story) : null,
            Repairs = repairs.Of(id),
            Notice = ArticleForms.NoticeOf(here),
        };
    }

    private static string Snippet(ArticleRow article, List<SearchTerm> wanted) => SnippetCutter.Cut(StoryText.ReadBody(article.Content, article.Summary), wanted);

    private static string Named(FeedSummary feed) => feed.Name == feed.Url ? Redactor.Url(feed.Url) : feed.Name;
}
