using System.Data.Common;
using Dapper;

namespace Aggregator.Storage.Sqlite;

/// <summary>A counter row: there is one writer, and what is rolled back leaves no gap.</summary>
internal sealed class SqliteArticleNumbers(DbConnection connection, DbTransaction transaction) : IArticleNumbers
{
    private long? _last;

    public long Next()
    {
        _last = 1 + (_last ?? connection.ExecuteScalar<long>("SELECT value FROM counters WHERE name = 'articles'", transaction: transaction));
        return _last.Value;
    }

    public void Close()
    {
        if (_last is { } last)
            connection.Execute("UPDATE counters SET value = @last WHERE name = 'articles'", new { last }, transaction);
    }

    public void Committed()
    {
    }
}
