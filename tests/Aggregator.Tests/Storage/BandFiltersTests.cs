using Aggregator.Deduplicating.Stories;
using Aggregator.Storage.Stories;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Storage;

public sealed class BandFiltersTests : IDisposable
{
    private const int Period = 7;
    private readonly SqliteTestDatabase _file = new();

    [Fact]
    public void What_the_index_had_before_is_read_little_by_little_and_asked_for_until_then()
    {
        Migrate();
        _file.Execute("INSERT INTO story_bands (kind, period, value, article_id, feed_id) WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 100) SELECT 0, 7, (n - 50) / 3, n, 1 FROM n");
        _file.Execute("INSERT INTO story_bands (kind, period, value, article_id, feed_id) VALUES (0, 7, -9223372036854775808, 101, 1), (0, 7, 9223372036854775807, 102, 1)");
        var filters = new BandFilters(isUsed: true);
        var denied = new List<int>();
        for (var round = 0; round < 8; round++)
        {
            Assert.All(Enumerable.Range(-16, 33).Select(value => (long)value).Concat([long.MinValue, long.MaxValue]), value => Assert.True(MayHave(filters, BandKind.Shingle, Period, value)));
            denied.Add(Enumerable.Range(-1_000, 1_000).Concat(Enumerable.Range(1_000, 1_000)).Count(value => !MayHave(filters, BandKind.Shingle, Period, value)));
            Read(filters, 20);
        }
        // First nothing is known, then what lies before, at last everything.
        Assert.Equal(0, denied[0]);
        Assert.InRange(denied[3], 900, 1_000);
        Assert.InRange(denied[^1], 1_800, 2_000);
    }

    [Fact]
    public void What_comes_is_known_at_once()
    {
        Migrate();
        var filters = new BandFilters(isUsed: true);
        Assert.True(MayHave(filters, BandKind.Term, Period, 5));
        Read(filters, 10);
        Assert.False(MayHave(filters, BandKind.Term, Period, 5));
        filters.Add(new Band(BandKind.Term, Period, 5, 1, 1));
        Assert.True(MayHave(filters, BandKind.Term, Period, 5));
        Assert.True(MayHave(filters, BandKind.Shingle, Period, 5));
        Assert.True(MayHave(filters, BandKind.Term, Period + 1, 5));
    }

    [Fact]
    public void Where_others_write_nothing_is_denied()
    {
        Migrate();
        var filters = new BandFilters(isUsed: false);
        Read(filters, 10);
        Assert.True(MayHave(filters, BandKind.Term, Period, 5));
    }

    public void Dispose() => _file.Dispose();

    /// <summary>As a look-up asks.</summary>
    private static bool MayHave(BandFilters filters, BandKind kind, int period, long value) => filters.Find(kind, period)?.MayHave(value) != false;

    private void Migrate() => Assert.NotNull(_file.Database);

    private void Read(BandFilters filters, int entries)
    {
        using var connection = _file.Database.Open();
        using var transaction = connection.BeginTransaction();
        filters.Read(connection, transaction, entries);
    }
}
