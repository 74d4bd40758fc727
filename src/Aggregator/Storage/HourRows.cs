using System.Data.Common;
using System.Globalization;
using Dapper;

namespace Aggregator.Storage;

/// <summary>Counts what a transaction stores by the hour. One statement, however many polls.</summary>
internal sealed class HourRows(DbConnection connection, DbTransaction transaction)
{
    public const string Poll = "poll";
    public const string Push = "push";
    public const string Bytes = "bytes";
    public const string Article = "article";
    public const string Delay = "delay";

    // In one order in every transaction: two daemons that count the same hour wait for each other one way only.
    private readonly SortedDictionary<(long Hour, string Kind, string What), long> _counts = new(
        Comparer<(long Hour, string Kind, string What)>.Create((a, b) => (a.Hour.CompareTo(b.Hour), string.CompareOrdinal(a.Kind, b.Kind), string.CompareOrdinal(a.What, b.What)) switch
        {
            (not 0 and var hour, _, _) => hour,
            (_, not 0 and var kind, _) => kind,
            (_, _, var what) => what,
        }));

    public static DateTimeOffset HourOf(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    public void Add(CompletedPoll poll, FoundArticles found)
    {
        Add(poll.StartedAt, poll.IsPush ? Push : Poll, poll.Outcome.ToString(), 1);
        Add(poll.StartedAt, Bytes, "received", poll.BytesReceived);
        Add(poll.StartedAt, Article, "created", found.Created);
        Add(poll.StartedAt, Article, "updated", found.Updated);
        foreach (var delay in found.Delays)
            Add(poll.StartedAt, Delay, DelayBuckets.Of(delay).ToString(CultureInfo.InvariantCulture), 1);
    }

    /// <summary>Rows that daemons share, locked to the end of the transaction: only the changes come after.</summary>
    public void Write()
    {
        if (_counts.Count == 0)
            return;
        using var rows = new JsonRows();
        foreach (var ((hour, kind, what), total) in _counts)
            rows.Begin().Add(hour).Add(kind).Add(what).Add(total).End();
        _counts.Clear();
        connection.Execute(
            """
            INSERT INTO hourly (hour, kind, what, total)
            SELECT CAST(r.value ->> 0 AS BIGINT), r.value ->> 1, r.value ->> 2, CAST(r.value ->> 3 AS BIGINT) FROM json_each(@rows) r WHERE 1 = 1 ORDER BY 1, 2, 3
            ON CONFLICT (hour, kind, what) DO UPDATE SET total = hourly.total + excluded.total
            """,
            new { rows = rows.Take() },
            transaction);
    }

    private void Add(DateTimeOffset at, string kind, string what, long total)
    {
        if (total == 0)
            return;
        var key = (HourOf(at).ToUnixTimeMilliseconds(), kind, what);
        _counts[key] = _counts.GetValueOrDefault(key) + total;
    }
}
