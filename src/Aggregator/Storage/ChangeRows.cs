using System.Data.Common;
using Aggregator.Storage.Inserting;

namespace Aggregator.Storage;

/// <summary>Collects the changes of a transaction in their order, numbers them at its end and writes them.</summary>
internal sealed class ChangeRows(Database database, DbConnection connection, DbTransaction transaction, Counters counters)
{
    private readonly List<Change> _changes = [];

    /// <param name="kind">created, updated, merged or removed.</param>
    /// <param name="article">Which.</param>
    /// <param name="feed">Its feed.</param>
    /// <param name="revision">Its revision.</param>
    /// <param name="at">When.</param>
    /// <param name="detail">JSON; what was merged into what.</param>
    public void Add(string kind, long article, long feed, long revision, DateTimeOffset at, string? detail = null) =>
        _changes.Add(new Change(kind, article, feed, revision, at, detail));

    /// <summary>The last thing before the commit, see <see cref="Counters"/>.</summary>
    public void Write()
    {
        if (_changes.Count == 0)
            return;
        var number = counters.TakeChanges(_changes.Count);
        using var rows = database.Insert(connection, transaction, Changes);
        foreach (var change in _changes)
            rows.Add(number++).Add(change.Kind).Add(change.Article).Add(change.Feed).Add(change.Revision).Add(change.At).Add(change.Detail).End();
        rows.Send();
        _changes.Clear();
    }

    private static readonly InsertText Changes = new(
        "changes", "",
        InsertColumn.Number("number"), InsertColumn.Text("kind"), InsertColumn.Number("article_id"), InsertColumn.Number("feed_id"), InsertColumn.Number("revision"),
        InsertColumn.Number("at"), InsertColumn.Text("detail"));

    private readonly record struct Change(string Kind, long Article, long Feed, long Revision, DateTimeOffset At, string? Detail);
}
