using Aggregator.Configuration;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Aggregator.Storage.Figures;
using Aggregator.Storage.Reading.Status;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Storage.Databases;
using Dapper;

namespace Aggregator.Tests.Storage;

public sealed class FiguresOnSqlite() : FiguresTests(new SqliteTestDatabase());

public sealed class FiguresOnPostgres() : FiguresTests(new PostgresTestDatabase());

/// <summary>What is counted beside the polls.</summary>
public abstract class FiguresTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Noon = TestPolls.Noon;
    private readonly TestDatabase _file;
    private readonly WriterHarness _writer;

    protected FiguresTests(TestDatabase file)
    {
        _file = file;
        _writer = new WriterHarness(file, "https://a.example/feed", "https://b.example/feed");
    }

    [Fact]
    public async Task Polls_articles_and_delays_are_counted_by_the_hour()
    {
        await PollAsync(Noon.AddMinutes(5), (0, "a"));
        await PollAsync(Noon.AddMinutes(50), (10, "b"), (20, "c"));
        await PollAsync(Noon.AddMinutes(70), (40, "d"));
        var hour = TallyNames.HourOf(Noon);
        var tallies = new TallyStore(_file.Database).Since(hour);
        Assert.Equal((3, 1), (Sum(hour, TallyNames.Created), Sum(hour + 1, TallyNames.Created)));
        Assert.Equal((2, 1), (Sum(hour, "polls.Changed"), Sum(hour + 1, "polls.Changed")));
        Assert.Equal(2000, Sum(hour, TallyNames.Bytes));
        Assert.All(new TallyStore(_file.Database).Since(hour + 1), tally => Assert.Equal(hour + 1, tally.Hour));
        // Of the archive that the first visit finds, nothing is late.
        Assert.Equal(3, tallies.Where(tally => tally.Name.StartsWith(DelayScale.Prefix, StringComparison.Ordinal)).Sum(tally => tally.Number));
        var day = PeriodSummary.Of(new HourReader(_file.Database).Last(24, Noon.AddHours(1.5)));
        Assert.InRange(day.DelayMedian!.Value.TotalMinutes, 18, 22);
        Assert.InRange(day.Delay95!.Value.TotalMinutes, 36, 44);

        long Sum(long of, string name) => tallies.Where(tally => tally.Hour == of && tally.Name == name).Sum(tally => tally.Number);
    }

    [Fact]
    public async Task Three_months_of_hours_are_kept()
    {
        await PollAsync(Noon, (0, "a"));
        await PollAsync(Noon.AddDays(95), (0, "b"));
        Assert.DoesNotContain(new TallyStore(_file.Database).Since(0), tally => tally.Hour == TallyNames.HourOf(Noon));
    }

    [Fact]
    public async Task A_feed_has_the_average_of_its_last_week_and_of_its_whole_life_before()
    {
        Assert.Equal((null, null, null), Rates());
        await PollAsync(Noon, (0, "archive1"), (0, "archive2"));
        Assert.Equal((null, null, null), Rates());
        await PollAsync(Noon.AddHours(12), (60, "a"), (60, "b"), (60, "c"));
        var (articles, bytes, delay) = Rates();
        Assert.Equal((6, 2000), (Math.Round(articles!.Value, 3), Math.Round(bytes!.Value)));
        Assert.Equal(60, Math.Round(FeedRates.Delay(delay)!.Value.TotalMinutes, 3));
        await PollAsync(Noon.AddHours(24));
        Assert.Equal(3, Math.Round(Rates().Articles!.Value, 3));
        // A month of silence forgets what was.
        for (var day = 2; day < 30; day++)
            await PollAsync(Noon.AddDays(day));
        Assert.InRange(Rates().Articles!.Value, 0.0, 0.1);
    }

    [Fact]
    public async Task Two_visits_a_minute_apart_are_not_taken_for_a_day()
    {
        await PollAsync(Noon.AddMinutes(1), (0, "archive"));
        await PollAsync(Noon.AddMinutes(2), (0, "a"));
        Assert.Equal(4, Rates().Articles!.Value, 3);
    }

    [Fact]
    public async Task What_a_hub_brings_counts_as_well()
    {
        await PollAsync(Noon, (0, "archive"));
        await PollAsync(Noon.AddDays(1));
        Assert.Equal(0, Rates().Articles);
        var push = TestPolls.Poll(_writer.Claim(1), Noon.AddDays(1).AddHours(1), Drafts.Draft("p", "a.example/p", "p", null, Noon.AddDays(1)));
        await _writer.Write(push with { IsPush = true });
        Assert.Equal(1 / 7.0, Rates().Articles!.Value, 6);
    }

    [Fact]
    public void What_the_lists_changed_is_remembered_with_the_first_of_it()
    {
        var store = new ListChangeStore(_file.Database);
        var first = Assert.Single(store.Last(10));
        Assert.Equal((Noon, 2, 0), (first.At, first.Added, first.Retired));
        Assert.Equal(["https://a.example/feed", "https://b.example/feed"], first.Urls);
        var lists = new CatalogStore(_file.Database, new PollingOptions(), CronSchedule.Reader);
        lists.Apply(TestPolls.Catalog("https://a.example/feed", "https://c.example/feed"), Noon.AddHours(1));
        lists.Apply(TestPolls.Catalog("https://a.example/feed", "https://c.example/feed"), Noon.AddHours(2));
        Assert.Equal([(1, 1), (2, 0)], store.Last(10).Select(change => ((int)change.Added, (int)change.Retired)));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    [InlineData(59)]
    [InlineData(3_600)]
    [InlineData(700_000)]
    public void A_delay_is_known_to_within_a_tenth(double seconds)
    {
        var quantile = DelayScale.Quantile(DelayScale.StepsOf([KeyValuePair.Create(DelayScale.NameOf(TimeSpan.FromSeconds(seconds)), 1L)]), 0.5)!.Value.TotalSeconds;
        Assert.InRange(quantile / Math.Max(1, seconds), 0.9, 1.1);
    }

    [Fact]
    public void Nothing_has_no_quantile() => Assert.Null(DelayScale.Quantile(DelayScale.StepsOf([KeyValuePair.Create(TallyNames.Created, 5L)]), 0.5));

    private async Task PollAsync(DateTimeOffset at, params (int MinutesLate, string Guid)[] entries)
    {
        var poll = TestPolls.Poll(
            _writer.Claim(1), at, [.. entries.Select(e => Drafts.Draft(e.Guid, $"a.example/{e.Guid}", e.Guid, null, at.AddMinutes(-e.MinutesLate)))]);
        Assert.Null((await _writer.Write(poll)).Failure);
    }

    private (double? Articles, double? Bytes, double? Delay) Rates()
    {
        using var connection = _file.Database.Open();
        return connection.QuerySingle<(double?, double?, double?)>("SELECT daily_articles, daily_bytes, delay_log FROM feeds WHERE id = 1");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _writer.DisposeAsync();
        _file.Dispose();
    }
}
