using Dapper;

namespace Aggregator.Storage.Figures;

/// <summary>Reads what the lists changed.</summary>
internal sealed class ListChangeStore(Database database)
{
    /// <summary>Newest first.</summary>
    public IReadOnlyList<ListChange> Last(int count)
    {
        using var connection = database.Open();
        return connection.Query<ListChange>("SELECT at, added, changed, moved, retired, sample FROM list_changes ORDER BY at DESC LIMIT @count", new { count }).AsList();
    }
}
