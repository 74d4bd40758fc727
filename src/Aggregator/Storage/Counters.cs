using System.Data.Common;
using Dapper;

namespace Aggregator.Storage;

/// <summary>
/// Numbers of articles and changes for one transaction. Change numbers come from a counter row, not a sequence: it is rolled back with the
/// transaction and locked from <see cref="TakeChanges"/> until the commit, so they have no gaps and stand in commit order, however many daemons write.
/// Everything that can be done before is, so that others wait for little more than the commit.
/// </summary>
internal sealed class Counters(Database database, DbConnection connection, DbTransaction transaction)
{
    private readonly IArticleNumbers _articles = database.ArticleNumbers(connection, transaction);

    public long NextArticle() => _articles.Next();

    /// <summary>To be called once after the commit.</summary>
    public void Committed() => _articles.Committed();

    /// <summary>The first of so many numbers in a row. Nothing but writing the changes may come between this and the commit.</summary>
    public long TakeChanges(int count)
    {
        _articles.Close();
        return 1 - count + connection.ExecuteScalar<long>(
            "UPDATE counters SET value = value + @count WHERE name = 'changes' RETURNING value", new { count }, transaction);
    }
}
