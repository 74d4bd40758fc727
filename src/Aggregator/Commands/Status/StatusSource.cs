using Aggregator.Configuration;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Aggregator.Storage.Reading.Status;

namespace Aggregator.Commands.Status;

/// <summary>Asks everybody who can tell how everything is: the database, the lock of the data directory, and the lists.</summary>
internal sealed class StatusSource(Workplace workplace, Database database, TimeProvider time)
{
    /// <summary>Reading the lists may take a second: not with every look.</summary>
    private static readonly TimeSpan ListsEvery = TimeSpan.FromSeconds(30);

    /// <summary>A daemon that was just stopped, to be started again, is no matter yet.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    private readonly StatusReader _reader = new(database);
    private readonly Watched _watched = JobCalendar.Watched(workplace.Settings);
    private (DateTimeOffset At, Attention? Found)? _lists;

    /// <exception cref="System.Data.Common.DbException">The database cannot be used just now.</exception>
    public ShownStatus Read()
    {
        var now = time.GetUtcNow();
        var summary = _reader.Read(_watched, now);
        var daemon = RunningDaemon.Of(workplace, database, now);
        return new ShownStatus(summary.With([.. NoDaemon(daemon, summary), .. Lists(now)]), daemon, JobCalendar.Of(workplace.Settings.Jobs));
    }

    /// <summary>Who polls by another scheduler needs none: only when polls are due does one miss.</summary>
    private static IEnumerable<Attention> NoDaemon(string? daemon, StatusSummary summary)
    {
        if (daemon is null && summary.LongestDue > Grace)
        {
            yield return new Attention(
                AttentionKind.Daemon, "daemon", $"none runs, and {summary.Due} feeds are due", "start it: aggregator run, or systemctl start aggregator; or poll once: aggregator poll");
        }
    }

    private IEnumerable<Attention> Lists(DateTimeOffset now)
    {
        if (_lists is not { } last || now - last.At > ListsEvery)
            _lists = last = (now, ReadLists());
        return last.Found is { } found ? [found] : [];
    }

    private Attention? ReadLists() => CatalogLoader.Load(workplace.FeedsDirectory, CronSchedule.Reader, includes: workplace.Includes) is CatalogOutcome.Rejected { Errors: [var first, ..] errors }
        ? new Attention(
            AttentionKind.Lists, "lists", $"they are rejected, the last good ones stay in force: {first}{(errors.Length > 1 ? $", and {errors.Length - 1} more" : "")}", "correct them; 'aggregator check' says what is wrong")
        : null;
}
