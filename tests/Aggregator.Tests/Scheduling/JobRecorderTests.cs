using Aggregator.Configuration;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Aggregator.Tests.Configuration;
using Aggregator.Tests.Storage;
using Aggregator.Tests.Storage.Databases;
using Microsoft.Extensions.Time.Testing;

namespace Aggregator.Tests.Scheduling;

public sealed class JobRecorderOnSqlite() : JobRecorderTests(new SqliteTestDatabase());

public sealed class JobRecorderOnPostgres() : JobRecorderTests(new PostgresTestDatabase());

public abstract class JobRecorderTests(TestDatabase file) : IDisposable
{
    private readonly TestDatabase _file = file;
    private readonly FakeTimeProvider _time = new(TestPolls.Noon);
    private readonly RecordingLogger<JobRecorder> _log = new();

    public void Dispose()
    {
        _file.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void The_last_run_of_each_job_is_kept_with_its_result()
    {
        var store = new JobStore(_file.Database);
        var recorder = new JobRecorder(store, _time, _log);
        recorder.Run("a", () => _time.Advance(TimeSpan.FromSeconds(2)));
        recorder.Run("b", () => throw new InvalidOperationException("no disk"));
        Assert.Equal(new JobRun { Name = "a", StartedAt = TestPolls.Noon, DurationMs = 2000 }, store.LastRuns()["a"]);
        Assert.Equal("no disk", store.LastRuns()["b"].Failure);
        Assert.Contains(_log.Lines, line => line.Contains("Job b failed", StringComparison.Ordinal));
        recorder.Run("b", () => { });
        Assert.Null(store.LastRuns()["b"].Failure);
    }

    [Fact]
    public void What_cannot_be_written_down_is_told_and_stops_nothing()
    {
        _file.Execute("DROP TABLE jobs");
        new JobRecorder(new JobStore(_file.Database), _time, _log).Run("a", () => { });
        Assert.Contains("Job a ran, but", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_date_of_the_settings_is_in_the_calendar()
    {
        var dates = SettingsReference.All.Where(setting => setting.Attribute.Form == SettingForm.Cron).ToList();
        Assert.Equal(dates.Select(d => d.Option.Name.ToLowerInvariant()), JobCalendar.Of(new JobsOptions()).Select(job => job.Name));
        Assert.All(JobCalendar.Of(new JobsOptions { Backup = "0 0 3 * * ?" }), job => Assert.True(job.NextAfter(TestPolls.Noon) > TestPolls.Noon, job.Name));
        Assert.Null(JobCalendar.Of(new JobsOptions()).Single(job => job.Name == JobCalendar.Backup).NextAfter(TestPolls.Noon));
    }
}
