using Dapper;

namespace Aggregator.Storage.Figures;

/// <summary>Reads what was counted.</summary>
internal sealed class TallyStore(Database database)
{
    /// <summary>Of the hours from one on; hours in which nothing happened have none.</summary>
    public IReadOnlyList<Tally> Since(long hour)
    {
        using var connection = database.Open();
        return connection.Query<Tally>("SELECT hour, name, number FROM tallies WHERE hour >= @hour", new { hour }).AsList();
    }
}
