using Dapper;

namespace Aggregator.Storage;

/// <summary>Keeps when each job of the calendar last ran.</summary>
internal sealed class JobStore(Database database)
{
    public void Record(JobRun run)
    {
        using var connection = database.Open();
        connection.Execute(
            """
            INSERT INTO jobs (name, started_at, duration_ms, failure) VALUES (@Name, @StartedAt, @DurationMs, @Failure)
            ON CONFLICT (name) DO UPDATE SET started_at = excluded.started_at, duration_ms = excluded.duration_ms, failure = excluded.failure
            """,
            run);
    }

    public IReadOnlyDictionary<string, JobRun> LastRuns()
    {
        using var connection = database.Open();
        return connection.Query<JobRun>("SELECT name, started_at, duration_ms, failure FROM jobs").ToDictionary(run => run.Name);
    }
}
