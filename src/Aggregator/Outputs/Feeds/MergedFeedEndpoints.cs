using System.Collections.Immutable;
using Aggregator.Configuration;
using Aggregator.Outputs.Rest;
using Aggregator.Storage;
using Aggregator.Storage.Reading;
using Aggregator.Storage.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using static Aggregator.Outputs.Rest.QueryParameters;

namespace Aggregator.Outputs.Feeds;

/// <summary><c>/feeds/all.atom</c>, <c>/feeds/search.rss?q=…</c>, <c>/feeds/TAG.json</c>: articles of many feeds as one.</summary>
internal static class MergedFeedEndpoints
{
    public const string Root = "/feeds";

    private static readonly ImmutableArray<QueryParameter> Ways = [Source, Language, Content, Stories, FeedLimit, Cursor];

    public static IServiceCollection Add(IServiceCollection services, Settings settings)
    {
        services.AddSingleton<MergedFeedReader>().AddSingleton<WrittenFeeds>().AddSingleton<AskedFeeds>();
        return settings.WebSub.Hub is null ? services : services.AddHostedService<HubPublisher>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var feeds = routes.MapGroup(Root);
        foreach (var format in FeedFormat.All)
        {
            Read($"/all.{format.Extension}", $"allAs{format.Name}", "All articles as a feed.", (HttpContext context) => AllAsync(context, format), [Feed, Tag, .. Ways]);
            Read($"/search.{format.Extension}", $"searchAs{format.Name}", "What is found, as a feed.", (HttpContext context) => SearchAsync(context, format), [Words, Feed, Tag, .. Ways])
                .ProducesProblems(StatusCodes.Status409Conflict);
            Read($"/{{tag}}.{format.Extension}", $"tagAs{format.Name}", "Articles with a tag, or of a group, as a feed.", (string tag, HttpContext context) => TagAsync(tag, context, format), Ways)
                .ProducesProblems(StatusCodes.Status404NotFound);

            RouteHandlerBuilder Read(string path, string name, string summary, Delegate handler, ImmutableArray<QueryParameter> parameters) =>
                feeds.MapRead(path, name, summary, handler, parameters).Produces<string>(StatusCodes.Status200OK, format.MediaType).WithTags("Merged feeds");
        }
    }

    private static Task AllAsync(HttpContext context, FeedFormat format) =>
        AnswerAsync(context, format, "all", "All articles", Query(QueryValues.Of(context)));

    private static Task SearchAsync(HttpContext context, FeedFormat format)
    {
        var values = QueryValues.Of(context);
        if (context.RequestServices.GetRequiredService<Database>().Search.Refusal is { } refusal)
            return Problem.WriteAsync(context.Response, StatusCodes.Status409Conflict, refusal, Words.Name);
        return values.Text(Words) is { } words
            ? AnswerAsync(context, format, "search", $"Search: {words}", Query(values) with { Words = SearchQueryReader.Read(words) })
            : Problem.WriteAsync(context.Response, StatusCodes.Status400BadRequest, "\"q\" is missing: give the words to look for.", Words.Name);
    }

    private static Task TagAsync(string tag, HttpContext context, FeedFormat format)
    {
        // The one character that a path keeps escaped.
        var name = tag.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        return AnswerAsync(context, format, "tag", name, Query(QueryValues.Of(context)) with { Tag = name });
    }

    private static ArticleQuery Query(QueryValues values) => new()
    {
        Feed = values.Number(Feed),
        Tag = values.Text(Tag),
        Source = values.Text(Source),
        Language = values.Text(Language),
        After = values.Value<ArticlePlace>(Cursor),
        Limit = (int)values.Number(FeedLimit)!,
    };

    private static Task AnswerAsync(HttpContext context, FeedFormat format, string kind, string title, ArticleQuery query)
    {
        var services = context.RequestServices;
        var (request, values) = (context.Request, QueryValues.Of(context));
        var options = services.GetRequiredService<Settings>().WebSub;
        var place = options.PublicUrl?.TrimEnd('/') ?? $"{request.Scheme}://{request.Host}";
        var parameters = request.Query.Where(p => p.Key != Cursor.Name).SelectMany(p => p.Value, (p, v) => KeyValuePair.Create(p.Key, v)).OrderBy(p => p.Key, StringComparer.Ordinal).ToList();
        var path = place + request.Path.ToUriComponent();
        var self = path + QueryString.Create(request.Query.SelectMany(p => p.Value, (p, v) => KeyValuePair.Create(p.Key, v)).OrderBy(p => p.Key, StringComparer.Ordinal));
        var wish = new MergedFeedWish($"urn:aggregator:feed:{kind}:{Uri.EscapeDataString(kind == "tag" ? title : "")}{QueryString.Create(parameters)}", title, query)
        {
            IsShort = values.Text(Content) == "summary",
            IsOnce = values.Text(Stories) == "once",
            SelfUrl = self,
            SiteUrl = place + "/",
            HubUrl = options.Hub,
            Page = after => path + QueryString.Create(after is null ? parameters : [.. parameters, KeyValuePair.Create(Cursor.Name, (string?)PlaceText.Of(after.PublishedAt, after.Id))]),
        };
        var (reader, directories) = (services.GetRequiredService<MergedFeedReader>(), services.GetRequiredService<Directories>());
        var written = services.GetRequiredService<WrittenFeeds>().Get(self, Write);
        if (written is not null && options.Hub is not null && query.After is null)
            services.GetRequiredService<AskedFeeds>().Note(self, Write, written.Tag.ToString());
        return written is null
            ? RestEndpoints.NotFoundAsync(context, $"tag or group \"{title}\"; there are all, search?q=…, and the tags that {RestEndpoints.Root}/tags lists")
            : SendAsync(context, format, written);

        // May be called when the request is long over.
        WrittenFeed? Write()
        {
            var feed = reader.Read(wish);
            return kind == "tag" && feed.Articles.Count == 0 && directories.Tags().All(tag => tag.Tag != title)
                ? null
                : new WrittenFeed(format.Write(feed), feed.Updated);
        }
    }

    private static async Task SendAsync(HttpContext context, FeedFormat format, WrittenFeed written)
    {
        var (request, response) = (context.Request.GetTypedHeaders(), context.Response);
        response.Headers.ETag = written.Tag.ToString();
        response.Headers.LastModified = HeaderUtilities.FormatDate(written.LastModified);
        // Whoever asks more often is told the same (RFC 9111 §5.2.2.1).
        response.Headers.CacheControl = "private, max-age=60";
        response.Headers.Vary = "Accept-Encoding, Authorization, X-API-Key";
        if (IsKnown(request, written))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        var isCompressed = request.AcceptEncoding.Any(way => way.Value == "gzip" && way.Quality is not 0);
        var body = isCompressed ? written.Compressed : written.Body;
        if (isCompressed)
            response.Headers.ContentEncoding = "gzip";
        response.ContentType = format.MediaType + "; charset=utf-8";
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>The date counts only where no tag was sent (RFC 9110 §13.1.3).</summary>
    private static bool IsKnown(RequestHeaders request, WrittenFeed written) => request.IfNoneMatch.Count > 0
        ? request.IfNoneMatch.Any(known => known.Tag == "*" || known.Compare(written.Tag, useStrongComparison: false))
        : request.IfModifiedSince >= written.LastModified;
}
