using Dapper;

namespace Aggregator.Storage;

/// <summary>Reads the stream of changes, in order and in pages: each read is short, however long a consumer takes.</summary>
internal sealed class ChangeReader(Database database)
{
    private const int PageSize = 500;

    public long Last()
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<long>("SELECT COALESCE(MAX(number), 0) FROM changes");
    }

    /// <summary>Changes after a number, with the articles as they are now; null for those that are gone.</summary>
    public IEnumerable<(ChangeRow Change, ArticleRow? Article)> After(long number)
    {
        var articles = new ArticleStore(database);
        while (Page(number) is { Count: > 0 } page)
        {
            var byId = articles.ByIds([.. page.Select(c => c.ArticleId).Distinct()]).ToDictionary(a => a.Id);
            foreach (var change in page)
                yield return (change, byId.GetValueOrDefault(change.ArticleId));
            number = page[^1].Number;
        }
    }

    private List<ChangeRow> Page(long after)
    {
        using var connection = database.Open();
        return connection.Query<ChangeRow>(
            "SELECT number, kind, article_id, feed_id, revision, at, detail FROM changes WHERE number > @after ORDER BY number LIMIT @PageSize",
            new { after, PageSize }).AsList();
    }
}
