using System.Data.Common;
using Dapper;

namespace Aggregator.Storage.Postgres;

/// <summary>
/// Which hosts this daemon polls for now. A host belongs to one daemon at a time: so the exact pacing of one process is the cluster's, and a host
/// has one budget however many daemons there are. A lease that is not renewed ends, and another daemon takes the host with a new token; what the
/// former owner still writes under the old one is refused. Clocks of daemons may differ by much less than a lease; if they differ more, hosts change
/// hands too early or too late, but nothing is written twice.
/// </summary>
internal sealed class HostLeases(PostgresDatabase database, TimeSpan duration)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (long Token, DateTimeOffset Until)> _held = new(StringComparer.Ordinal);

    /// <summary>Told to operators only; tokens tell owners apart.</summary>
    private readonly string _owner = $"{Environment.MachineName}/{Environment.ProcessId}";

    public TimeSpan Duration => duration;

    /// <summary>
    /// Takes hosts that have due feeds and are nobody's, those first whose feeds have waited longest; no more than our share, since the others look
    /// at the same moment.
    /// </summary>
    public void TakeDue(DateTimeOffset now, int limit)
    {
        if (limit <= 0)
            return;
        using var connection = database.Open();
        var daemons = Math.Max(1, connection.ExecuteScalar<int>("SELECT COUNT(*) FROM daemons WHERE alive_until > @now", new { now }));
        var free = Free(connection, now, limit * daemons);
        Take(connection, [.. free.Take(Math.Min(limit, (free.Count + daemons - 1) / daemons))], now, turnsUntil: now);
    }

    /// <summary>Takes the named hosts as far as they are nobody's, their turn or not.</summary>
    public void Take(IEnumerable<string> hosts, DateTimeOffset now)
    {
        var wanted = hosts.Where(host => TokenOf(host, now) is null).Distinct(StringComparer.Ordinal).ToArray();
        if (wanted.Length == 0)
            return;
        using var connection = database.Open();
        Take(connection, wanted, now, turnsUntil: DateTimeOffset.MaxValue);
    }

    /// <summary>Hosts that have due feeds and are nobody's, as far as they are looked for: when there are enough for everybody it does not matter how many more there are.</summary>
    private List<string> Free(DbConnection connection, DateTimeOffset now, int enough)
    {
        var (free, known) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        var pages = new DuePages(database, connection, now, "COALESCE(dh.lease_until, 0) <= @now");
        while (free.Count < enough && pages.Next() is { } page)
        {
            foreach (var (_, host) in page)
            {
                if (known.Add(host))
                    free.Add(host);
            }
        }
        return free;
    }

    /// <param name="connection">To write to.</param>
    /// <param name="wanted">Those of them that are nobody's are taken. What another daemon is taking or writing at this moment is skipped, not waited for.</param>
    /// <param name="now">Leases that have ended by then are nobody's.</param>
    /// <param name="turnsUntil">Hosts whose next turn is later are left alone.</param>
    private void Take(DbConnection connection, string[] wanted, DateTimeOffset now, DateTimeOffset turnsUntil)
    {
        if (wanted.Length == 0)
            return;
        connection.Execute(
            """
            INSERT INTO hosts (host, not_before, held, why)
            SELECT w.host, 0, 0, '' FROM unnest(@wanted) w (host) WHERE NOT EXISTS (SELECT 1 FROM hosts h WHERE h.host = w.host) ORDER BY w.host
            ON CONFLICT DO NOTHING
            """,
            new { wanted });
        Add(connection.Query<Lease>(
            """
            UPDATE hosts SET lease_owner = @_owner, lease_until = @until, lease_token = lease_token + 1
            FROM (SELECT host FROM hosts WHERE host = ANY(@wanted) AND lease_until <= @now AND not_before <= @turnsUntil FOR UPDATE SKIP LOCKED) free
            WHERE hosts.host = free.host
            RETURNING hosts.host, hosts.lease_token AS token
            """,
            new { wanted, now, turnsUntil, until = now + duration, _owner }), now);
    }

    /// <summary>Null when the host is not ours, or not any more.</summary>
    public long? TokenOf(string host, DateTimeOffset now)
    {
        lock (_lock)
            return _held.TryGetValue(host, out var lease) && lease.Until > now ? lease.Token : null;
    }

    public IReadOnlyList<string> Held(DateTimeOffset now)
    {
        lock (_lock)
            return [.. _held.Where(lease => lease.Value.Until > now).Select(lease => lease.Key)];
    }

    /// <summary>Tells that we are alive and prolongs all that we hold; how many another daemon has taken over meanwhile.</summary>
    public int Renew(DateTimeOffset now)
    {
        var held = Snapshot();
        using var connection = database.Open();
        connection.Execute(
            """
            INSERT INTO daemons (name, alive_until) VALUES (@_owner, @until)
            ON CONFLICT (name) DO UPDATE SET alive_until = excluded.alive_until;
            DELETE FROM daemons WHERE alive_until < @now
            """,
            new { _owner, now, until = now + duration });
        if (held.Count == 0)
            return 0;
        var kept = connection.Query<string>(
            """
            UPDATE hosts SET lease_until = @until
            FROM (SELECT h.host FROM hosts h JOIN json_each(@rows) r ON h.host = r.value ->> 0 AND h.lease_token = CAST(r.value ->> 1 AS BIGINT)
                  ORDER BY h.host FOR UPDATE OF h) ours
            WHERE hosts.host = ours.host
            RETURNING hosts.host
            """,
            new { rows = Rows(held), until = now + duration }).ToHashSet(StringComparer.Ordinal);
        lock (_lock)
        {
            foreach (var (host, lease) in held)
            {
                if (kept.Contains(host))
                    _held[host] = (lease, now + duration);
                else
                    _held.Remove(host);
            }
        }
        return held.Count - kept.Count;
    }

    /// <summary>Leaves hosts to others.</summary>
    public void GiveBack(Func<string, bool> isIdle)
    {
        var idle = Snapshot().Where(lease => isIdle(lease.Host)).ToList();
        if (idle.Count == 0)
            return;
        using var connection = database.Open();
        connection.Execute(
            """
            UPDATE hosts SET lease_until = 0, lease_owner = NULL
            FROM (SELECT h.host FROM hosts h JOIN json_each(@rows) r ON h.host = r.value ->> 0 AND h.lease_token = CAST(r.value ->> 1 AS BIGINT)
                  ORDER BY h.host FOR UPDATE OF h) ours
            WHERE hosts.host = ours.host
            """,
            new { rows = Rows(idle) });
        lock (_lock)
        {
            foreach (var (host, _) in idle)
                _held.Remove(host);
        }
    }

    /// <summary>Gives everything back and is no daemon any more.</summary>
    public void Leave()
    {
        GiveBack(_ => true);
        using var connection = database.Open();
        connection.Execute("DELETE FROM daemons WHERE name = @_owner", new { _owner });
    }

    /// <summary>Leaves the time of the next turn with the host before the polls begin: whoever takes it over after a crash does not come early.</summary>
    public void Pace(IReadOnlyDictionary<string, DateTimeOffset> nextTurns)
    {
        using var rows = new JsonRows();
        foreach (var (host, at) in nextTurns.OrderBy(turn => turn.Key, StringComparer.Ordinal))
            rows.Begin().Add(host).Add(at).End();
        using var connection = database.Open();
        connection.Execute(
            """
            UPDATE hosts SET not_before = later.turn, held = 0, why = 'pacing'
            FROM (SELECT h.host, CAST(r.value ->> 1 AS BIGINT) AS turn FROM hosts h JOIN json_each(@rows) r ON h.host = r.value ->> 0
                  ORDER BY h.host FOR UPDATE OF h) later
            WHERE hosts.host = later.host AND hosts.not_before < later.turn
            """,
            new { rows = rows.Take() });
    }

    /// <summary>
    /// The tokens in force of all hosts that polls belong to or write to. Their rows are locked until the transaction ends, so that nobody takes
    /// them over before, and in order, so that writers do not wait for each other in a circle.
    /// </summary>
    public static IReadOnlyDictionary<string, long> LockTokens(
        DbConnection connection, DbTransaction transaction, IReadOnlyCollection<CompletedPoll> polls)
    {
        var hosts = polls.SelectMany(poll => new[] { poll.Feed.Host, poll.HostHold?.Host, poll.HostPace?.Host })
            .OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        return connection.Query<Lease>(
            "SELECT host, lease_token AS token FROM hosts WHERE host = ANY(@hosts) ORDER BY host FOR UPDATE", new { hosts }, transaction)
            .ToDictionary(lease => lease.Host, lease => lease.Token, StringComparer.Ordinal);
    }

    private void Add(IEnumerable<Lease> taken, DateTimeOffset now)
    {
        lock (_lock)
        {
            foreach (var (host, token) in taken)
                _held[host] = (token, now + duration);
        }
    }

    private List<(string Host, long Token)> Snapshot()
    {
        lock (_lock)
            return [.. _held.Select(lease => (lease.Key, lease.Value.Token))];
    }

    private static string Rows(IEnumerable<(string Host, long Token)> leases)
    {
        using var rows = new JsonRows();
        foreach (var (host, token) in leases)
            rows.Begin().Add(host).Add(token).End();
        return rows.Take();
    }

    internal sealed record Lease(string Host, long Token);
}
