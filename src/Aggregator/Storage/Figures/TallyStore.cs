using Dapper;

namespace Aggregator.Storage.Figures;

/// <summary>Reads what was counted.</summary>
internal sealed class TallyStore(Database database)
{
    /// <summary>Of the hours from one on; hours in which nothing happened have none.</summary>
    public IReadOnlyList<Tally> Since(long hour)
    {
        using var connection = database.Open();
        return connection.Query<(long, string, long)>("SELECT hour, name, number FROM tallies WHERE hour >= @hour", new { hour })
            .Select(row => new Tally(row.Item1, row.Item2, row.Item3)).ToList();
    }
}
