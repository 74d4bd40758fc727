using System.Text.Json;
using Aggregator.Storage;
using Aggregator.Storage.Edits;
using Aggregator.Storage.Reading;
using Aggregator.Storage.Search;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Aggregator.Outputs.Rest.QueryParameters;

namespace Aggregator.Outputs.Rest;

/// <summary><c>/articles</c>: lists, and one with all that is known of it.</summary>
internal static class ArticleEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapRead("/articles", "listArticles", "Articles, the newest first.", ListAsync, OfArticles).Produces<ArticlePageShape>().ProducesProblems(StatusCodes.Status409Conflict).WithTags("Articles");
        api.MapRead("/articles/{id:long:min(1)}", "getArticle", "One article with the feeds that carried it and its earlier texts.", GetAsync)
            .Produces<ArticleDetailShape>().ProducesProblems(StatusCodes.Status404NotFound).WithTags("Articles");
    }

    private static Task ListAsync(HttpContext context, ArticlePages pages, Database database)
    {
        var values = QueryValues.Of(context);
        if (values.Text(Words) is not null && database.Search.Refusal is { } refusal)
            return Problem.WriteAsync(context.Response, StatusCodes.Status409Conflict, refusal, Words.Name);
        var limit = (int)values.Number(Limit)!;
        var query = new ArticleQuery
        {
            Feed = values.Number(Feed),
            Source = values.Text(Source),
            Tag = values.Text(Tag),
            Story = values.Number(Story),
            Language = values.Text(Language),
            Since = values.Instant(Since),
            Until = values.Instant(Until),
            Words = values.Text(Words) is { } words ? SearchQueryReader.Read(words) : null,
            After = values.Value<ArticlePlace>(Cursor),
            Limit = limit + 1,
        };
        var fields = values.Texts(Fields);
        // Before they are read: what is missing then may be there a moment later.
        var notice = query.Words is null ? null : database.SearchBacklog.Notice;
        var found = pages.Read(query);
        var next = found.Count > limit ? PlaceText.Of(found[limit - 1].PublishedAt, found[limit - 1].Id) : null;
        if (next is not null)
            JsonAnswer.LinkNext(context, next);
        return JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("articles");
            foreach (var article in found.Take(limit))
                ArticleFields.Write(json, article, fields);
            json.WriteEndArray();
            json.WriteString("next", next);
            if (query.Words is not null)
                json.WriteString("notice", notice);
            json.WriteEndObject();
        });
    }

    private static Task GetAsync(long id, HttpContext context, ArticleStore articles, ArticleSources sources, HistoryStore history)
    {
        if (articles.ByIds([id]) is not [var article])
            return RestEndpoints.NotFoundAsync(context, $"article {id}: it was never there, was merged into another, or is no longer kept");
        var (carriers, texts) = (sources.Of(id), history.Read(id));
        return JsonAnswer.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            ArticleJson.WriteMembers(json, article);
            json.WriteStartArray("sources");
            foreach (var carrier in carriers)
                Write(json, carrier);
            json.WriteEndArray();
            json.WriteStartArray("revisions");
            foreach (var text in texts.Where(text => text.ReplacedAt is not null))
                Write(json, text);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter json, ArticleSource source)
    {
        json.WriteStartObject();
        json.WriteNumber("feedId", source.FeedId);
        json.WriteString("feed", source.FeedName);
        json.WriteString("feedUrl", source.FeedUrl);
        json.WriteString("guid", source.Guid);
        json.WriteString("url", source.Url);
        json.WriteInstant("seen", source.SeenAt);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ArticleRevision text)
    {
        json.WriteStartObject();
        json.WriteNumber("revision", text.Revision);
        json.WriteInstant("replaced", text.ReplacedAt);
        json.WriteString("significance", text.Significance);
        json.WriteString("title", text.Title);
        json.WriteString("url", text.Url);
        json.WriteString("summary", text.Summary);
        json.WriteString("content", text.Content);
        json.WriteEndObject();
    }
}
