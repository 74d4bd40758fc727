using System.Globalization;
using Dapper;

namespace Aggregator.Storage.Reading.Status;

/// <summary>Reads what happened in the last hours.</summary>
internal sealed class HourReader(Database database)
{
    /// <summary>Every hour, also those in which nothing happened, oldest first; the last is the one that runs.</summary>
    public IReadOnlyList<HourSummary> Last(int hours, DateTimeOffset now)
    {
        var first = HourRows.HourOf(now).AddHours(1 - hours);
        using var connection = database.Open();
        var rows = connection.Query<(long Hour, string Kind, string What, long Total)>(
            "SELECT hour, kind, what, total FROM hourly WHERE hour >= @first", new { first }).ToLookup(row => row.Hour);
        return [.. Enumerable.Range(0, hours).Select(i => first.AddHours(i)).Select(start => Summary(start, rows[start.ToUnixTimeMilliseconds()].ToLookup(row => row.Kind)))];
    }

    private static HourSummary Summary(DateTimeOffset start, ILookup<string, (long Hour, string Kind, string What, long Total)> rows)
    {
        return new HourSummary
        {
            Start = start,
            Created = Sum(HourRows.Article, "created"),
            Updated = Sum(HourRows.Article, "updated"),
            Polls = rows[HourRows.Poll].Where(row => Enum.IsDefined(typeof(PollOutcome), row.What)).ToDictionary(row => Enum.Parse<PollOutcome>(row.What), row => row.Total),
            Pushes = rows[HourRows.Push].Sum(row => row.Total),
            Bytes = rows[HourRows.Bytes].Sum(row => row.Total),
            Delays = rows[HourRows.Delay].ToDictionary(row => int.Parse(row.What, CultureInfo.InvariantCulture), row => row.Total),
        };

        long Sum(string kind, string what) => rows[kind].Where(row => row.What == what).Sum(row => row.Total);
    }
}
