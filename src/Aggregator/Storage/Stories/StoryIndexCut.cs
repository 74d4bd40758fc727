using Aggregator.Deduplicating.Stories;
using Dapper;

namespace Aggregator.Storage.Stories;

/// <summary>Removes the entries of the story index that no look-up reads any more.</summary>
internal sealed class StoryIndexCut(Database database)
{
    private const int RowsAtOnce = 5_000;

    /// <summary>Everything from before the periods that are looked at, in small transactions; entries removed.</summary>
    public int Cut(DateTimeOffset now, CancellationToken cancellation)
    {
        using var connection = database.Open();
        var removed = connection.Execute("DELETE FROM story_journal WHERE seen_at < @oldest", new { oldest = BandPeriod.Oldest(BandKind.Shingle, now) });
        foreach (var kind in new[] { BandKind.Shingle, BandKind.Term })
        {
            for (var last = RowsAtOnce; last == RowsAtOnce && !cancellation.IsCancellationRequested; removed += last)
            {
                last = connection.Execute(
                    """
                    DELETE FROM story_bands WHERE kind = @kind AND (period, value, article_id) IN (
                      SELECT b.period, b.value, b.article_id FROM story_bands b WHERE b.kind = @kind AND b.period < @period LIMIT @most)
                    """,
                    new { kind = (int)kind, period = BandPeriod.Of(kind, now) - 1, most = RowsAtOnce });
            }
        }
        return removed;
    }
}
