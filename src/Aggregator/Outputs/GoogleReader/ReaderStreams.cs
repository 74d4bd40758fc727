using System.Globalization;
using Aggregator.Outputs.Feeds;
using Aggregator.Storage;
using Aggregator.Storage.Accounts;
using Aggregator.Storage.Reading;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aggregator.Outputs.GoogleReader;

/// <summary>Answers with articles: their numbers, themselves, or as Atom.</summary>
internal sealed class ReaderStreams(AccountArticles articles, ArticleStore texts, FeedNames feeds, TimeProvider time)
{
    private const int Usual = 20;
    private const int MostItems = 1_000;
    private const int MostIds = 10_000;

    public Task IdsAsync(ReaderCall call, ReaderRequest request)
    {
        if (Query(call, request, request.One("s"), MostIds) is not { } query)
            return NoStreamAsync(call, request.One("s"));
        var (page, next) = Page(query);
        return call.JsonAsync(json =>
        {
            json.WriteStartArray("itemRefs");
            foreach (var article in page)
            {
                json.WriteStartObject();
                json.WriteString("id", ItemId.Short(article.Id));
                json.WriteTexts("directStreamIds", []);
                json.WriteString("timestampUsec", ItemJson.Microseconds(article.SeenAt));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            if (next is not null)
                json.WriteString("continuation", next);
        });
    }

    public Task ItemsAsync(ReaderCall call, ReaderRequest request)
    {
        var ids = request.All("i").Select(ItemId.Read).OfType<long>().Distinct().Take(MostItems).ToList();
        var marks = articles.ByIds(call.Account, ids);
        return SendAsync(call, StreamName.ReadingList, [.. ids.Select(marks.GetValueOrDefault).OfType<MarkedArticle>()], null);
    }

    public Task ContentsAsync(ReaderCall call, ReaderRequest request)
    {
        var name = Name(call, request);
        if (Query(call, request, name, MostItems) is not { } query)
            return NoStreamAsync(call, name);
        var (page, next) = Page(query);
        return SendAsync(call, StreamName.Canonical(name), page, next);
    }

    public Task AtomAsync(ReaderCall call, ReaderRequest request)
    {
        var name = Name(call, request);
        if (Query(call, request, name, MostItems) is not { } query)
            return NoStreamAsync(call, name);
        var (page, _) = Page(query);
        var rows = texts.ByIds([.. page.Select(article => article.Id)]).ToDictionary(row => row.Id);
        var feed = new MergedFeed
        {
            Id = "tag:google.com,2005:reader/" + StreamName.Canonical(name),
            Title = query.Stream is ArticleStream.OfFeed of ? feeds.Find(of.Feed)?.Name ?? name : name,
            Updated = page.Count == 0 ? DateTimeOffset.UnixEpoch : page.Max(article => article.SeenAt),
            Articles = [.. page.Where(article => rows.ContainsKey(article.Id)).Select(article => new MergedArticle(rows[article.Id])
            {
                Id = ItemId.Long(article.Id),
                // Newsboat and others know "fresh" for what is not read.
                States = [.. ItemJson.States(article).Append(article.IsRead ? "" : StreamName.Fresh).Where(state => state.Length > 0)],
            })],
        };
        return call.SendAsync(FeedFormat.Atom.MediaType + "; charset=utf-8", AtomFeedWriter.Write(feed));
    }

    private Task SendAsync(ReaderCall call, string stream, IReadOnlyList<MarkedArticle> page, string? next)
    {
        var rows = texts.ByIds([.. page.Select(article => article.Id)]).ToDictionary(row => row.Id);
        var names = feeds.Listed().ToDictionary(feed => feed.Id);
        return call.JsonAsync(json =>
        {
            json.WriteString("direction", "ltr");
            json.WriteString("id", stream);
            json.WriteNumber("updated", time.GetUtcNow().ToUnixTimeSeconds());
            json.WriteStartArray("items");
            foreach (var article in page)
            {
                if (rows.TryGetValue(article.Id, out var row))
                    ItemJson.Write(json, new MergedArticle(row), article, names.GetValueOrDefault(row.FeedId));
            }
            json.WriteEndArray();
            if (next is not null)
                json.WriteString("continuation", next);
        });
    }

    /// <summary>The page, and where the next one begins.</summary>
    private (IReadOnlyList<MarkedArticle> Page, string? Next) Page(StreamQuery query)
    {
        var found = articles.Read(query with { Limit = query.Limit + 1 });
        return found.Count <= query.Limit
            ? (found, null)
            : ([.. found.Take(query.Limit)], found[query.Limit - 1].Id.ToString(CultureInfo.InvariantCulture));
    }

    private static string Name(ReaderCall call, ReaderRequest request) =>
        call.Context.GetRouteValue("stream") is string { Length: > 0 } path ? path.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase) : request.One("s") ?? StreamName.ReadingList;

    /// <summary>Null when there is no such stream.</summary>
    private static StreamQuery? Query(ReaderCall call, ReaderRequest request, string? name, int most)
    {
        if (name is null || StreamName.Of(name) is not { } stream)
            return null;
        var (without, only) = (States(request, "xt"), States(request, "it"));
        return new StreamQuery(call.Account, stream)
        {
            IsRead = without.Contains(StreamName.Read) ? false : only.Contains(StreamName.Read) ? true : only.Contains(StreamName.KeptUnread) ? false : null,
            IsStarred = without.Contains(StreamName.Starred) ? false : only.Contains(StreamName.Starred) ? true : null,
            Since = request.Seconds("ot"),
            Until = request.Seconds("nt"),
            OldestFirst = request.One("r") == "o",
            After = request.Number("c"),
            Limit = (int)Math.Clamp(request.Number("n") ?? Usual, 1, most),
        };
    }

    private static HashSet<string> States(ReaderRequest request, string name) => [.. request.All(name).OfType<string>().Select(StreamName.Canonical)];

    private static Task NoStreamAsync(ReaderCall call, string? name) =>
        call.RefuseAsync(StatusCodes.Status404NotFound, $"There is no stream \"{name}\"; there are {StreamName.ReadingList}, {StreamName.Starred}, {StreamName.Read}, {StreamName.Feed(1)} and {StreamName.Label("TAG")}.");
}
