using System.Data.Common;
using Dapper;

namespace Aggregator.Storage;

/// <summary>Collects the changes of a transaction in their order, numbers them at its end and writes them.</summary>
internal sealed class ChangeRows(DbConnection connection, DbTransaction transaction, Counters counters) : IDisposable
{
    private readonly JsonRows _rows = new();

    /// <param name="kind">created, updated, merged or removed.</param>
    /// <param name="article">Which.</param>
    /// <param name="feed">Its feed.</param>
    /// <param name="revision">Its revision.</param>
    /// <param name="at">When.</param>
    /// <param name="detail">JSON; what was merged into what.</param>
    public void Add(string kind, long article, long feed, long revision, DateTimeOffset at, string? detail = null) =>
        _rows.Begin().Add(kind).Add(article).Add(feed).Add(revision).Add(at).Add(detail).End();

    /// <summary>The last thing before the commit, see <see cref="Counters"/>.</summary>
    public void Write()
    {
        if (_rows.Count > 0)
            connection.Execute(Insert, new { first = counters.TakeChanges(_rows.Count), rows = _rows.Take() }, transaction);
    }

    public void Dispose() => _rows.Dispose();

    private const string Insert = """
        INSERT INTO changes (number, kind, article_id, feed_id, revision, at, detail)
        SELECT @first + r.key, r.value ->> 0, CAST(r.value ->> 1 AS BIGINT), CAST(r.value ->> 2 AS BIGINT), CAST(r.value ->> 3 AS BIGINT),
          CAST(r.value ->> 4 AS BIGINT), r.value ->> 5
        FROM json_each(@rows) r
        """;
}
