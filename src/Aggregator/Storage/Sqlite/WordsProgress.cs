using System.Data.Common;
using Dapper;

namespace Aggregator.Storage.Sqlite;

/// <summary>How far the index of words has come.</summary>
/// <param name="Store">The database that it is of.</param>
/// <param name="Through">Articles up to this number have been read.</param>
/// <param name="Next">But for those below this one; 0 when there are none.</param>
internal sealed record WordsProgress(long Store, long Through, long Next)
{
    public const string Query = "SELECT store, through, next FROM progress";

    public static WordsProgress Read(DbConnection words, DbTransaction? transaction = null) => words.QuerySingle<WordsProgress>(Query, transaction: transaction);

    /// <summary>The highest number that an article of the database may have.</summary>
    public static long Newest(DbConnection main, DbTransaction? transaction = null) => main.ExecuteScalar<long>(
        "SELECT MAX(value, COALESCE((SELECT MAX(id) FROM articles), 0)) FROM counters WHERE name = 'articles'", transaction: transaction);

    /// <summary>All that is there is to be read.</summary>
    public static void Begin(DbConnection words, DbTransaction transaction, long newest) =>
        words.Execute("UPDATE progress SET through = @newest, next = @next", new { newest, next = newest == 0 ? 0 : newest + 1 }, transaction);
}
