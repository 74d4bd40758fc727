using Aggregator.Configuration;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Storage;

public sealed class DueTimesOnSqlite() : DueTimesTests(new SqliteTestDatabase());

public sealed class DueTimesOnPostgres() : DueTimesTests(new PostgresTestDatabase());

public abstract class DueTimesTests : IDisposable
{
    private static readonly DateTimeOffset Noon = TestPolls.Noon;
    private readonly TestDatabase _file;
    private readonly DueTimes _times;

    protected DueTimesTests(TestDatabase file)
    {
        _file = file;
        _times = new DueTimes(_file.Database, new PollingOptions { SpreadPerSecond = 10 });
    }

    [Fact]
    public void P31_After_downtime_overdue_feeds_are_spread_in_the_order_in_which_they_fell_due()
    {
        Add(100);
        var later = Noon.AddDays(1);
        Assert.Equal(90, _times.SpreadOverdue(later));
        Assert.Equal(later.AddSeconds(9.9).ToUnixTimeMilliseconds(), _file.Scalar<long>("SELECT next_poll_at FROM feeds WHERE id = 100"));
        Assert.Equal(10, _file.Scalar<int>($"SELECT COUNT(*) FROM feeds WHERE next_poll_at <= {later.ToUnixTimeMilliseconds()}"));
    }

    [Fact]
    public void P31_New_feeds_keep_their_place_in_the_spread_whenever_the_daemon_starts()
    {
        new CatalogStore(_file.Database, new PollingOptions { SpreadPerSecond = 1 }, CronSchedule.Reader)
            .Apply(TestPolls.Catalog([.. Enumerable.Range(0, 200).Select(i => $"https://{i}.example/feed")]), Noon);
        Assert.Equal(0, _times.TurnBack(Noon.AddSeconds(3)));
        Assert.Equal(Noon.AddSeconds(199).ToUnixTimeMilliseconds(), _file.Scalar<long>("SELECT MAX(next_poll_at) FROM feeds"));
        Assert.Equal(Noon.ToUnixTimeMilliseconds(), _file.Scalar<long>("SELECT MAX(added_at) FROM feeds"));
    }

    [Fact]
    public void P14_What_is_not_due_is_not_touched_by_any_number_of_restarts()
    {
        Add(3);
        _file.Execute($"UPDATE feeds SET next_poll_at = {Noon.AddHours(1).ToUnixTimeMilliseconds()}");
        for (var i = 0; i < 5; i++)
            Assert.Equal(0, _times.SpreadOverdue(Noon.AddMinutes(i)));
        Assert.Equal(Noon.AddHours(1).ToUnixTimeMilliseconds(), _file.Scalar<long>("SELECT MIN(next_poll_at) FROM feeds"));
    }

    [Fact]
    public void R06_A_clock_that_was_a_year_ahead_silences_nothing()
    {
        Add(2);
        var ahead = Noon.AddYears(1).ToUnixTimeMilliseconds();
        _file.Execute($"UPDATE feeds SET last_poll_at = {ahead}, next_poll_at = {ahead} + 3600000, not_before = {ahead} + 60000 WHERE id = 1");
        _file.Execute($"INSERT INTO hosts (host, not_before, held, why, noted_at) VALUES ('0.example:443', {ahead} + 120000, 1, '429', {ahead})");
        Assert.Equal(1, _times.TurnBack(Noon));
        Assert.Equal(Noon.AddHours(1).ToUnixTimeMilliseconds(), _file.Scalar<long>("SELECT next_poll_at FROM feeds WHERE id = 1"));
        Assert.Equal(Noon.AddMinutes(1).ToUnixTimeMilliseconds(), _file.Scalar<long>("SELECT not_before FROM feeds WHERE id = 1"));
        Assert.Equal(Noon.AddMinutes(2).ToUnixTimeMilliseconds(), _file.Scalar<long>("SELECT not_before FROM hosts"));
        Assert.Equal(0, _times.TurnBack(Noon));
    }

    [Fact]
    public void R06_A_correction_by_seconds_changes_nothing()
    {
        Add(1);
        _file.Execute($"UPDATE feeds SET last_poll_at = {Noon.AddSeconds(30).ToUnixTimeMilliseconds()}");
        Assert.Equal(0, _times.TurnBack(Noon));
    }

    public void Dispose()
    {
        _file.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Add(int feeds) => new CatalogStore(_file.Database, new PollingOptions { SpreadPerSecond = 100_000 }, CronSchedule.Reader)
        .Apply(TestPolls.Catalog([.. Enumerable.Range(0, feeds).Select(i => $"https://{i}.example/")]), Noon);
}
