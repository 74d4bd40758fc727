using System.Diagnostics;
using Aggregator.Configuration;
using Aggregator.Deduplicating;
using Aggregator.Storage;
using Aggregator.Storage.Search;
using Aggregator.Storage.Stories;
using Dapper;

namespace Aggregator.Benchmarks.Stored;

/// <summary>
/// A database with very many articles, written by what writes them in the daemon, batch by batch; each part's time is taken: look-up, decision and rows;
/// the index of words; stories; the changes with the commit.
/// </summary>
internal sealed class StoredArticles(Database database)
{
    public const int Feeds = 1_000;
    private const int PerDocument = 20;
    private const int DocumentsPerBatch = 10;

    /// <summary>A million articles in thirty days.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromDays(30) / 1_000_000;

    public static readonly DateTimeOffset First = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    public static Database Open(string path) => DatabaseChoice.Open(new StorageOptions(), path) is DatabaseOpening.Opened { Database: var opened }
        ? opened
        : throw new InvalidOperationException($"{path} cannot be opened.");

    public long Count
    {
        get
        {
            using var connection = database.Open();
            return connection.ExecuteScalar<long>("SELECT COUNT(*) FROM articles");
        }
    }

    /// <summary>Goes on where the database ends.</summary>
    /// <param name="articles">How many, in all.</param>
    /// <param name="every">After how many times are told.</param>
    /// <param name="tell">Articles so far, and the times since the last call.</param>
    public void Fill(int articles, int every, Action<int, StoredTimes> tell)
    {
        var stored = (int)Count;
        if (stored == 0)
            AddFeeds();
        var writer = new NewsWriter(1 + stored);
        var times = new StoredTimes();
        for (var done = stored; done < articles;)
        {
            var documents = Enumerable.Range(0, DocumentsPerBatch)
                .Select(d => Enumerable.Range(done + (d * PerDocument), PerDocument).Select(n => writer.Write(n, At(n))).ToList())
                .ToList();
            Write(documents, done, times);
            done += DocumentsPerBatch * PerDocument;
            if (done % every == 0)
            {
                tell(done, times);
                times = new StoredTimes();
            }
        }
    }

    private static DateTimeOffset At(int number) => First + (number * Pace);

    private void Write(List<List<Normalizing.ArticleDraft>> documents, int first, StoredTimes times)
    {
        using var connection = database.OpenForPolls();
        using var transaction = connection.BeginTransaction();
        var counters = new Counters(database, connection, transaction);
        using var articles = new KnownArticleQuery(database, connection, transaction);
        using var decisions = new DecisionRows(database, connection, transaction, counters, 10);
        var seen = At(first);
        var started = Stopwatch.GetTimestamp();
        foreach (var (place, drafts) in documents.Index())
        {
            var feed = 1 + (((first / PerDocument) + place) % Feeds);
            var keys = new DocumentKeys(drafts.Select(d => EntryKeys.Of(d.Guid, d.CanonicalUrl)));
            var sightings = drafts.ConvertAll(d => Sighting.Of(d, keys));
            var known = articles.Run(feed, sightings);
            decisions.Write(feed, Decider.Decide(feed, sightings, keys, known, seen), seen);
        }
        times.Rows += Lap(ref started);
        var words = new SearchRows(database.Search, connection, transaction).Write(decisions.Created, decisions.Revised, decisions.Sourced);
        times.Search += Lap(ref started);
        new StoryRows(database, connection, transaction, decisions.Changes).Write(decisions.Created);
        times.Stories += Lap(ref started);
        decisions.Changes.Write();
        transaction.Commit();
        counters.Committed();
        times.Commit += Lap(ref started);
        database.Words?.Take(words);
        times.Search += Lap(ref started);
        times.Articles += decisions.Created.Count;
    }

    private static TimeSpan Lap(ref long started)
    {
        var elapsed = Stopwatch.GetElapsedTime(started);
        started = Stopwatch.GetTimestamp();
        return elapsed;
    }

    private void AddFeeds()
    {
        using var connection = database.Open();
        connection.Execute(
            """
            INSERT INTO feeds (url, host, state, definition_hash, tags, next_poll_at, next_poll_why, title, added_at)
            WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < @Feeds)
            SELECT 'https://h' || n || '.example/feed', 'h' || n || '.example:443', 'active', x'00', '[]', 0, 'synthetic', 'Paper ' || n, 0 FROM numbers
            """,
            new { Feeds });
    }
}
