using System.Data.Common;
using Dapper;

namespace Aggregator.Storage.Figures;

/// <summary>Counts a batch of polls by the hour, within its transaction. Last in it: daemons that share a database wait for each other here.</summary>
internal static class TallyRows
{
    private const int HoursKept = 24 * 92;

    public static void Write(DbConnection connection, DbTransaction transaction, IEnumerable<StoredPoll> polls)
    {
        // Sorted: transactions that lock rows in one order cannot block each other.
        var sums = new SortedDictionary<(long Hour, string Name), long>();
        foreach (var stored in polls.Where(poll => !poll.Refused))
        {
            var hour = TallyNames.HourOf(stored.Poll.StartedAt);
            Count(stored.Poll.IsPush ? TallyNames.Pushes : TallyNames.Of(stored.Poll.Outcome), 1);
            Count(TallyNames.Created, stored.Created);
            Count(TallyNames.Updated, stored.Updated);
            Count(TallyNames.Known, stored.Known);
            Count(TallyNames.Bytes, stored.Poll.BytesReceived);
            Count(TallyNames.Gaps, stored.IsGap ? 1 : 0);
            foreach (var delay in stored.Delays)
                Count(DelayScale.NameOf(delay), 1);

            void Count(string name, long number)
            {
                if (number > 0)
                    sums[(hour, name)] = sums.GetValueOrDefault((hour, name)) + number;
            }
        }
        if (sums.Count == 0)
            return;
        using var rows = new JsonRows();
        foreach (var ((hour, name), number) in sums)
            rows.Begin().Add(hour).Add(name).Add(number).End();
        connection.Execute(
            """
            INSERT INTO tallies (hour, name, number)
            SELECT CAST(r.value ->> 0 AS BIGINT), r.value ->> 1, CAST(r.value ->> 2 AS BIGINT) FROM json_each(@rows) r WHERE 1 = 1
            ON CONFLICT (hour, name) DO UPDATE SET number = tallies.number + excluded.number;
            DELETE FROM tallies WHERE hour < @oldest
            """,
            new { rows = rows.Take(), oldest = sums.Keys.Max(key => key.Hour) - HoursKept },
            transaction);
    }
}
