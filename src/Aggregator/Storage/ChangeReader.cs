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
        while (Page(number, PageSize) is { Count: > 0 } page)
        {
            foreach (var change in page)
                yield return change;
            number = page[^1].Change.Number;
        }
    }

    /// <summary>One page: at most so many changes after a number, none behind <paramref name="last"/>.</summary>
    public IReadOnlyList<(ChangeRow Change, ArticleRow? Article)> Page(long after, int most, long last = long.MaxValue)
    {
        var page = Read(after, most, last);
        var byId = new ArticleStore(database).ByIds([.. page.Select(c => c.ArticleId).Distinct()]).ToDictionary(a => a.Id);
        return page.ConvertAll(change => (change, byId.GetValueOrDefault(change.ArticleId)));
    }

    private List<ChangeRow> Read(long after, int most, long last)
    {
        using var connection = database.Open();
        return connection.Query<ChangeRow>(
            "SELECT number, kind, article_id, feed_id, revision, at, detail FROM changes WHERE number > @after AND number <= @last ORDER BY number LIMIT @most",
            new { after, most, last }).AsList();
    }
}
