using System.Data.Common;
using Dapper;

namespace Aggregator.Storage;

/// <summary>Writes what is to be remembered of hosts.</summary>
internal static class HostRows
{
    /// <summary>
    /// A hold is only ever lengthened: two visits of one host may finish in any order. For the same reason a success that began before a
    /// hold does not end the host's failures.
    /// </summary>
    public static void Write(DbConnection connection, DbTransaction transaction, HostHold hold, DateTimeOffset startedAt) => connection.Execute(
        """
        INSERT INTO hosts (host, not_before, held, why, failures, noted_at) VALUES (@Host, @NotBefore, @held, @Why, @Failures, @startedAt)
        ON CONFLICT (host) DO UPDATE SET
          not_before = MAX(hosts.not_before, excluded.not_before),
          held = CASE WHEN excluded.not_before > hosts.not_before THEN excluded.held ELSE hosts.held END,
          why = CASE WHEN excluded.not_before > hosts.not_before THEN excluded.why ELSE hosts.why END,
          failures = CASE WHEN hosts.held = 1 AND hosts.not_before > @startedAt THEN MAX(hosts.failures, excluded.failures)
            ELSE excluded.failures END,
          noted_at = excluded.noted_at
        """,
        new { hold.Host, hold.NotBefore, held = hold.Held ? 1 : 0, hold.Why, hold.Failures, startedAt },
        transaction);
}
