using Aggregator.Deduplicating.Stories;
using Dapper;

namespace Aggregator.Storage.Stories;

/// <summary>Makes the story index anew, of articles that are stored: those of the periods that are looked at.</summary>
internal sealed class StoryIndexBuilder(Database database)
{
    private const int Page = 500;

    /// <param name="progress">Told how many articles have been read, of how many.</param>
    /// <param name="cancellation">Breaks off between two pages; the next call begins anew.</param>
    public void Build(Action<long, long> progress, CancellationToken cancellation)
    {
        using var connection = database.Open();
        using (var transaction = connection.BeginTransaction())
        {
            database.Bands.Clear(connection, transaction);
            transaction.Commit();
        }
        if (connection.ExecuteScalar<long?>("SELECT MAX(seen_at) FROM articles") is not { } newest)
            return;
        var oldest = BandPeriod.Oldest(BandKind.Shingle, DateTimeOffset.FromUnixTimeMilliseconds(newest));
        var (last, done, total) = (0L, 0L, connection.ExecuteScalar<long>("SELECT COUNT(*) FROM articles WHERE seen_at >= @oldest", new { oldest }));
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            using var transaction = connection.BeginTransaction();
            database.LockStories(connection, transaction);
            var articles = connection.Query<StoryArticleRow>(
                $"SELECT {StoryArticleRow.Columns}, CAST(NULL AS BIGINT) AS story_id FROM articles a WHERE a.id > @last AND a.seen_at >= @oldest ORDER BY a.id LIMIT @Page",
                new { last, oldest, Page },
                transaction).Select(row => row.ToArticle()).ToList();
            if (articles.Count == 0)
                return;
            using (var bands = database.Bands.Open(connection, transaction))
                bands.Add(articles);
            transaction.Commit();
            last = articles[^1].Id;
            done += articles.Count;
            progress(done, total);
        }
    }
}
