using System.Data.Common;
using Aggregator.Storage.Planning;
using Dapper;

namespace Aggregator.Storage.Figures;

/// <summary>Remembers what a plan changed, in its transaction.</summary>
internal static class ListChangeRows
{
    private const int Named = 5;
    private const int Kept = 200;

    public static void Write(DbConnection connection, DbTransaction transaction, CatalogPlan plan, DateTimeOffset now) => connection.Execute(
        """
        INSERT INTO list_changes (at, added, changed, moved, retired, sample) VALUES (@now, @added, @changed, @moved, @retired, @sample)
        ON CONFLICT (at) DO UPDATE SET added = list_changes.added + excluded.added, changed = list_changes.changed + excluded.changed,
          moved = list_changes.moved + excluded.moved, retired = list_changes.retired + excluded.retired;
        DELETE FROM list_changes WHERE at IN (SELECT at FROM list_changes ORDER BY at DESC LIMIT 100 OFFSET @Kept)
        """,
        new
        {
            now,
            added = plan.Count<PlannedChange.Added>(),
            changed = plan.Count<PlannedChange.Changed>(),
            moved = plan.Count<PlannedChange.Moved>(),
            retired = plan.Count<PlannedChange.Retired>(),
            sample = StorageJson.Readable(plan.Changes.Take(Named).Select(UrlOf)),
            Kept,
        },
        transaction);

    private static string UrlOf(PlannedChange change) => change switch
    {
        PlannedChange.Added added => added.Feed.Url,
        PlannedChange.Changed changed => changed.Feed.Url,
        PlannedChange.Moved moved => moved.Feed.Url,
        PlannedChange.Retired retired => retired.Stored.Url,
        _ => throw new InvalidOperationException("a change of another kind"),
    };
}
