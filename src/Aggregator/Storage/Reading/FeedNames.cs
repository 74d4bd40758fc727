using Dapper;

namespace Aggregator.Storage.Reading;

/// <summary>Reads what feeds are called.</summary>
internal sealed class FeedNames(Database database)
{
    private const string Columns = "SELECT id, url, COALESCE(listed_title, title, url) AS name, site_url, tags FROM feeds";

    /// <summary>Those that the lists hold, by name.</summary>
    public IReadOnlyList<FeedName> Listed()
    {
        using var connection = database.Open();
        return connection.Query<FeedName>($"{Columns} WHERE state <> 'retired' ORDER BY LOWER(COALESCE(listed_title, title, url)), id").AsList();
    }

    /// <summary>Null when there is none of that number.</summary>
    public FeedName? Find(long id)
    {
        using var connection = database.Open();
        return connection.QuerySingleOrDefault<FeedName>($"{Columns} WHERE id = @id", new { id });
    }
}
