using System.Data.Common;
using Dapper;

namespace Aggregator.Storage.Reading;

/// <summary>
/// Lists articles, the newest first, a page at a time. The page is found in narrow indexes, and only its articles are read: it costs the same at the first
/// thousand articles and at the millionth.
/// </summary>
internal sealed class ArticlePages(Database database)
{
    /// <summary>Whoever means more feeds than this means so many articles that the newest of all are looked through instead.</summary>
    private const int MostBranches = 200;

    public IReadOnlyList<ArticleRow> Read(ArticleQuery query)
    {
        using var connection = query.Words is { Terms.IsEmpty: false } ? database.OpenForWords() : database.Open();
        var places = Places(connection, query);
        var articles = new ArticleStore(database).ByIds([.. places.Select(place => place.Id)]).ToDictionary(article => article.Id);
        // An article may have gone between the two reads.
        return [.. places.Select(place => articles.GetValueOrDefault(place.Id)).OfType<ArticleRow>()];
    }

    private List<ArticlePlace> Places(DbConnection connection, ArticleQuery query)
    {
        var conditions = new ArticleConditions(database, query, connection);
        if (conditions.IsEmpty)
            return [];
        using (database.BeginReading(connection))
        {
            if (query.Words is { Terms.IsEmpty: false } && database.Search.Probes(connection, conditions.Asked) is { } probes)
                return conditions.Search(connection, probes, probe => $"a.published_at AS published_at, {probe.Id} AS id", Read, query.Limit);
        }
        const string order = "published_at DESC, id DESC";
        var branches = Branches(connection, query, conditions).ToList();
        if (branches.Count == 0)
            return [];
        // A branch is an index walk of its own that ends after a page; UNION takes out what several found.
        var sql = branches is [var only]
            ? $"{only} ORDER BY {order} LIMIT @limit"
            : $"{string.Join(" UNION ", branches.Select(branch => $"SELECT * FROM ({branch} ORDER BY {order} LIMIT @limit) b"))} ORDER BY {order} LIMIT @limit";
        return conditions.Parameters.Query(connection, sql, Read);
    }

    private static ArticlePlace Read(DbDataReader row) => new() { PublishedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)), Id = row.GetInt64(1) };

    private static IEnumerable<string> Branches(DbConnection connection, ArticleQuery query, ArticleConditions conditions)
    {
        if (query.Story is not null)
            return [conditions.OfStory()];
        if (conditions.Feeds is { Count: <= MostBranches } feeds)
            return [.. feeds.Select(conditions.OfFeed), .. conditions.IsOfTag ? [conditions.OfOwnTag()] : Array.Empty<string>()];
        if (query.Language is { } wanted && conditions.Feeds is null)
            return Languages(connection, wanted).Select((language, place) => conditions.OfLanguage(language, place));
        return [conditions.OfAll()];
    }

    /// <summary>A walk from one distinct value of the index to the next.</summary>
    private static IEnumerable<string> Languages(DbConnection connection, string wanted) => connection.Query<string>(
        """
        WITH RECURSIVE l (tag) AS (
          SELECT MIN(language) FROM articles
          UNION ALL SELECT (SELECT MIN(a.language) FROM articles a WHERE a.language > l.tag) FROM l WHERE l.tag IS NOT NULL)
        SELECT tag FROM l WHERE tag IS NOT NULL
        """).Where(tag => tag.Equals(wanted, StringComparison.OrdinalIgnoreCase) || tag.StartsWith(wanted + "-", StringComparison.OrdinalIgnoreCase));
}
