using Aggregator.Outputs.Events;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Aggregator.Tests.Outputs.Rest;
using Aggregator.Tests.Storage;
using Aggregator.Tests.Storage.Databases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aggregator.Tests.Outputs.Pages;

public sealed class WorkPagesOnSqlite() : WorkPagesTests(new SqliteTestDatabase());

public sealed class WorkPagesOnPostgres() : WorkPagesTests(new PostgresTestDatabase());

/// <summary>Jobs and log.</summary>
public abstract class WorkPagesTests(TestDatabase file) : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = TestPolls.Noon;
    private ApiServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ApiServer.StartAsync(file, "https://one.example/feed");
        _server.Time.SetUtcNow(Noon.AddMinutes(30));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        file.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Jobs_stand_with_their_dates_their_last_runs_and_the_next()
    {
        var watch = _server.Services.GetRequiredService<JobWatch>();
        watch.Saw("tick", Noon.AddMinutes(29), TimeSpan.FromMilliseconds(4), "no database", null);
        watch.Saw("tick", Noon.AddMinutes(30), TimeSpan.FromMilliseconds(3), null, Noon.AddMinutes(31));
        watch.Saw("retention", Noon.AddMinutes(-23), TimeSpan.FromSeconds(2), "disk full", Noon.AddMinutes(37));
        new JobStore(file.Database).Record(new JobRun { Name = "optimize", StartedAt = Noon.AddDays(-1), DurationMs = 5000, Failure = null });
        var rows = (await _server.OpenAsync("/jobs")).QuerySelectorAll("tbody tr").ToDictionary(row => row.Find("th").Words(), row => row.Children.Select(cell => cell.Words()).ToList());
        Assert.Equal(["every 1s", "now", "ok", "3 ms", "2, 1 failed", "in 60 s"], rows["tick"][1..7]);
        Assert.Equal(["0 37 * * * ?", "53 min ago", "failed disk full", "2 s", "1, 1 failed", "in 7 min"], rows["retention"][1..7]);
        Assert.Equal(("24 h ago", "ok", "5 s", "0"), (rows["optimize"][2], rows["optimize"][3], rows["optimize"][4], rows["optimize"][5]));
        Assert.Equal(["not yet", "–", "–", "0", "–"], rows["price"][2..7]);
    }

    [Fact]
    public async Task The_log_is_filtered_and_paged()
    {
        var ring = _server.Services.GetRequiredService<EventRing>();
        for (var i = 0; i < 250; i++)
            ring.Add(Noon, LogLevel.Information, "Polling", $"<b>{i}</b>", i % 2 == 0 ? "Even" : "Odd", "a.example");
        ring.Add(Noon, LogLevel.Warning, "Storage", "disk is full", null, null);
        var first = await _server.OpenAsync("/log?q=%3Cb%3E");
        Assert.Equal(200, first.QuerySelectorAll("tbody tr").Length);
        Assert.Equal("<b>249</b>", first.Find("tbody th").Words());
        Assert.Equal(50, (await _server.OpenAsync(first.Find("[rel=next]").GetAttribute("href")!)).QuerySelectorAll("tbody tr").Length);
        Assert.Equal(["12:00:00", "warn", "disk is full", "Storage"], Assert.Single((await _server.OpenAsync("/log?level=warn&q=disk")).QuerySelectorAll("tbody tr")).Children.Select(cell => cell.Words()));
        Assert.Equal(125, (await _server.OpenAsync("/log?feed=odd")).QuerySelectorAll("tbody tr").Length);
        Assert.NotNull((await _server.OpenAsync("/log?host=nobody")).QuerySelector(".empty"));
    }

    [Fact]
    public async Task What_the_program_logs_comes_to_the_page()
    {
        using var failed = await _server.SendAsync("GET", "/broken");
        Assert.Contains((await _server.OpenAsync("/log?level=error")).QuerySelectorAll("tbody th"), line => line.Words().Contains("GET /api/v1/broken failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Programs_read_the_log_page_by_page()
    {
        var ring = _server.Services.GetRequiredService<EventRing>();
        for (var i = 0; i < 5; i++)
            ring.Add(Noon, i == 2 ? LogLevel.Critical : LogLevel.Warning, "Test", $"message {i}", "Feed", null);
        var first = await _server.GetAsync("/log?q=message&limit=3");
        Assert.Equal(["message 4", "message 3", "message 2"], first.GetProperty("events").EnumerateArray().Select(line => line.GetProperty("message").GetString()));
        var second = await _server.GetAsync($"/log?q=message&limit=3&cursor={first.GetProperty("next").GetString()}");
        Assert.Equal(["message 1", "message 0"], second.GetProperty("events").EnumerateArray().Select(line => line.GetProperty("message").GetString()));
        Assert.Equal("message 2", Assert.Single((await _server.GetAsync("/log?level=error&feed=feed")).GetProperty("events").EnumerateArray()).GetProperty("message").GetString());
    }
}
