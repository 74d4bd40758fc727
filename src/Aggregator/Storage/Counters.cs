using System.Data;
using Dapper;

namespace Aggregator.Storage;

/// <summary>
/// Numbers of articles and changes for one transaction. A counter row, not a sequence: it is rolled back with the transaction and held
/// until the commit, so change numbers have no gaps and stand in commit order.
/// </summary>
internal sealed class Counters
{
    private long _article;
    private long _change;

    private Counters(long article, long change) => (_article, _change) = (article, change);

    public static Counters Read(IDbConnection connection, IDbTransaction transaction)
    {
        var values = connection.Query<(string Name, long Value)>("SELECT name, value FROM counters", transaction: transaction)
            .ToDictionary(c => c.Name, c => c.Value, StringComparer.Ordinal);
        return new Counters(values["articles"], values["changes"]);
    }

    public long NextArticle() => ++_article;

    public long NextChange() => ++_change;

    public void Write(IDbConnection connection, IDbTransaction transaction) => connection.Execute(
        "UPDATE counters SET value = CASE name WHEN 'articles' THEN @article ELSE @change END WHERE name IN ('articles', 'changes')",
        new { article = _article, change = _change },
        transaction);
}
