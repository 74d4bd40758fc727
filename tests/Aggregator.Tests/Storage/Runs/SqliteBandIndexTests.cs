using Aggregator.Deduplicating.Stories;
using Aggregator.Storage.Sqlite;
using Aggregator.Storage.Stories;
using Aggregator.Tests.Storage.Databases;
using CsCheck;

namespace Aggregator.Tests.Storage.Runs;

/// <summary>The story index in runs finds what a list of all entries has, whatever became of transactions and of the process meanwhile.</summary>
public sealed class SqliteBandIndexTests : IDisposable
{
    private const int Values = 6;

    /// <summary>Values that differ in their highest bits alone stand in one chain.</summary>
    private const long InOneChain = 1L << 32;

    private readonly SqliteTestDatabase _file = new();

    private SqliteDatabase Database => (SqliteDatabase)_file.Database;

    private enum Event
    {
        Committed,
        RolledBack,
        Restarted,
    }

    [Fact]
    public void Whatever_happens_the_newest_articles_of_each_value_are_found() =>
        Gen.Select(Gen.Int[1, 40], Gen.Select(Gen.Int[0, Values - 1].Array[0, 4], Gen.Int[0, 6], Gen.Enum<Event>()).Array[1, 60]).Sample(
            (capacity, steps) =>
            {
                Clear();
                var index = new SqliteBandIndex(Database, capacity);
                var all = new List<Band>();
                var article = 0;
                foreach (var (values, days, end) in steps)
                {
                    if (end == Event.Restarted)
                        index = new SqliteBandIndex(Database, capacity);
                    var band = Article(++article, [.. values.Distinct().Order().Select(value => value * InOneChain)], [3], days);
                    if (!Write(index, [band], isCommitted: end != Event.RolledBack))
                    {
                        // The next one gets its number.
                        article--;
                        continue;
                    }
                    all.AddRange(Band.Of(band));
                    AssertFound(index, all);
                }
                return true;
            },
            iter: 60, threads: 1);

    [Theory]
    [InlineData(500)]
    [InlineData(5_000)]
    public void Runs_of_many_chunks_are_put_together_and_nothing_is_lost_though_a_third_of_all_transactions_is_rolled_back(int capacity)
    {
        var random = new Random(5);
        var index = new SqliteBandIndex(Database, capacity);
        var all = new List<Band>();
        for (var article = 1; article <= 3_000;)
        {
            var batch = Enumerable.Range(article, 20).Select(number => Article(number, [.. Some(random, 3_000)], [.. Some(random, 40)], days: 0)).ToList();
            if (!Write(index, batch, isCommitted: random.Next(3) > 0))
                continue;
            all.AddRange(batch.SelectMany(Band.Of));
            article += batch.Count;
        }
        // Three of a level at most, and what is being put together and removed.
        Assert.InRange(_file.Scalar<int>("SELECT COUNT(*) FROM story_runs"), 2, 24);
        Assert.True(_file.Scalar<int>("SELECT MAX(level) FROM story_runs") >= 1);
        Assert.Equal(0, _file.Scalar<int>("SELECT COUNT(*) FROM story_chunks WHERE id >> 48 NOT IN (SELECT run FROM story_runs)"));
        Assert.Equal(0, _file.Scalar<int>("SELECT COUNT(*) FROM story_runs WHERE state = 1 AND entries * 16 <> (SELECT SUM(LENGTH(c.entries)) FROM story_chunks c WHERE c.id >> 48 = run)"));
        AssertFound(index, all);
        AssertFound(new SqliteBandIndex(Database, capacity), all);
    }

    [Fact]
    public void What_earlier_versions_wrote_is_taken_over()
    {
        _file.Execute(
            """
            INSERT INTO story_bands (kind, period, value, article_id, feed_id)
            WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 5000) SELECT n % 2, 7 + n % 3, n / 20 * 4294967296, n, 1 FROM n
            """);
        var all = Enumerable.Range(1, 5_000).Select(n => new Band((BandKind)(n % 2), 7 + (n % 3), n / 20 * InOneChain, n, 1)).ToList();
        var index = new SqliteBandIndex(Database);
        Write(index, [Article(5_001, [1], [2], days: 0)], isCommitted: false);
        Assert.Equal(5_000, _file.Scalar<int>("SELECT COUNT(*) FROM story_bands"));
        AssertFound(index, all);
        Write(index, [Article(5_001, [1], [2], days: 0)], isCommitted: true);
        Assert.Equal(0, _file.Scalar<int>("SELECT COUNT(*) FROM story_bands"));
        AssertFound(new SqliteBandIndex(Database), all);
    }

    [Fact]
    public void Past_periods_are_cut()
    {
        var index = new SqliteBandIndex(Database, capacity: 30);
        for (var article = 1; article <= 40; article++)
            Write(index, [Article(article, [article * InOneChain], [1], days: article < 20 ? 0 : 60)], isCommitted: true);
        var now = Day(60);
        Assert.True(index.Cut(now, TestContext.Current.CancellationToken) > 0);
        Assert.Equal("0", _file.Joined("SELECT DISTINCT CASE WHEN period < 3 THEN 1 ELSE 0 END FROM story_runs"));
        Assert.Equal(0, _file.Scalar<int>("SELECT COUNT(*) FROM story_chunks WHERE id >> 48 NOT IN (SELECT run FROM story_runs)"));
        AssertFound(index, [Band(39, 60), Band(40, 60)]);

        static Band Band(int article, int days) => new(BandKind.Shingle, BandPeriod.Of(BandKind.Shingle, Day(days)), article * InOneChain, article, 1);
    }

    public void Dispose() => _file.Dispose();

    private static DateTimeOffset Day(int days) => DateTimeOffset.UnixEpoch.AddDays(days);

    private static IEnumerable<long> Some(Random random, int values) => Enumerable.Range(0, 6).Select(_ => (long)random.Next(values)).Distinct().Order();

    /// <summary>Some periods are short, so that a value stands in several.</summary>
    private static StoryArticle Article(int number, long[] shingles, long[] terms, int days) => new()
    {
        Id = number,
        Order = number,
        Feed = 1 + (number % 5),
        PublishedAt = Day(days),
        SeenAt = Day(days),
        Text = StoryText.Of("", () => ""),
        Sketch = new StorySketch([.. shingles], [.. terms]),
    };

    private void Clear()
    {
        using var connection = Database.Open();
        using var transaction = connection.BeginTransaction();
        Database.Bands.Clear(connection, transaction);
        transaction.Commit();
    }

    private bool Write(SqliteBandIndex index, IReadOnlyList<StoryArticle> articles, bool isCommitted)
    {
        using var connection = Database.OpenForPolls();
        using var transaction = connection.BeginTransaction();
        using (var bands = index.Open(connection, transaction))
            bands.Add(articles);
        if (isCommitted)
            transaction.Commit();
        return isCommitted;
    }

    private void AssertFound(SqliteBandIndex index, IReadOnlyCollection<Band> all)
    {
        using var connection = Database.OpenForPolls();
        using var transaction = connection.BeginTransaction();
        using (var bands = index.Open(connection, transaction))
        {
            foreach (var group in all.GroupBy(band => (band.Kind, band.Period)))
            {
                var (kind, period) = group.Key;
                // One by one, and all at once.
                var together = new FoundPlaces(kind);
                bands.Find(kind, period, [.. group.Select(band => band.Value).Distinct().Order()], together);
                Assert.Equal(
                    group.Select(band => band.Value).Distinct().SelectMany(value => Model.Newest(group, kind, period, value)).Order(), together.Articles.Order());
                foreach (var value in group.Select(band => band.Value).Distinct().Take(50).Append(Values * InOneChain))
                    Assert.Equal(Model.Newest(group, kind, period, value), Model.Found(found => bands.Find(kind, period, [value], found), kind));
            }
        }
        transaction.Commit();
    }
}
