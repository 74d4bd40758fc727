using System.Text.Json;
using Dapper;

namespace Aggregator.Storage;

/// <summary>
/// Hands out feeds for polling, each to one poll at a time. One process owns the file, so what is claimed is kept in memory: a process that
/// dies leaves no claim behind, and a claim costs no write.
/// </summary>
internal sealed class FeedClaims(Database database)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, string> _claimed = [];
    private readonly Dictionary<string, int> _hosts = new(StringComparer.Ordinal);

    public int Count
    {
        get
        {
            lock (_lock)
                return _claimed.Count;
        }
    }

    /// <summary>
    /// Claims feeds that are due and whose host may be contacted: every host's first before any host's second, so that a host with
    /// thousands of due feeds delays nobody else's. Hours and days that a feed skips are kept here once more, since a claim may come late.
    /// </summary>
    /// <param name="now">Feeds due at or before are taken.</param>
    /// <param name="limit">At most this many.</param>
    /// <param name="perHost">At most this many under way for one host, those claimed before included.</param>
    /// <param name="exceptions">Hosts of which another number may be under way.</param>
    public IReadOnlyList<DueFeed> ClaimDue(DateTimeOffset now, int limit, int perHost, IReadOnlyDictionary<string, int>? exceptions = null)
    {
        string claimed, fullHosts;
        lock (_lock)
        {
            claimed = JsonSerializer.Serialize(_claimed.Keys, StorageJson.Default.IEnumerableInt64);
            fullHosts = JsonSerializer.Serialize(_hosts.Where(h => h.Value >= Allowed(h.Key)).Select(h => h.Key), StorageJson.Default.IEnumerableString);
        }

        using var connection = database.Open();
        var rows = connection.Query<FeedRow>(
            $"""
            SELECT {FeedRow.Columns}
            FROM (
              SELECT d.id, d.next_poll_at, ROW_NUMBER() OVER (PARTITION BY d.host ORDER BY d.next_poll_at, d.id) AS place
              FROM feeds d LEFT JOIN hosts dh ON dh.host = d.host
              WHERE d.state = 'active' AND d.next_poll_at <= @now AND COALESCE(dh.not_before, 0) <= @now
                AND d.id NOT IN (SELECT value FROM json_each(@claimed))
                AND d.host NOT IN (SELECT value FROM json_each(@fullHosts))
                AND (((d.skip_hours >> @hour) & 1) = 0 AND ((d.skip_days >> @day) & 1) = 0 OR d.skip_hours = 0xFFFFFF OR d.skip_days = 0x7F)
            ) due
            JOIN feeds f ON f.id = due.id
            LEFT JOIN hosts h ON h.host = f.host
            WHERE due.place <= COALESCE((SELECT value FROM json_each(@exceptions) WHERE key = f.host), @perHost)
            ORDER BY due.place, due.next_poll_at, due.id
            LIMIT @limit
            """,
            new
            {
                now,
                claimed,
                fullHosts,
                perHost,
                limit,
                exceptions = exceptions is null ? "{}" : JsonSerializer.Serialize(exceptions, StorageJson.Default.IReadOnlyDictionaryStringInt32),
                hour = now.UtcDateTime.Hour,
                day = (int)now.UtcDateTime.DayOfWeek,
            });
        return Take(rows, Allowed);

        int Allowed(string host) => exceptions is not null && exceptions.TryGetValue(host, out var number) ? number : perHost;
    }

    /// <summary>Claims the named feeds, due or not, as far as nobody else has them; in the order given.</summary>
    public IReadOnlyList<DueFeed> Claim(IReadOnlyCollection<long> ids)
    {
        using var connection = database.Open();
        var rows = connection.Query<FeedRow>(
            $"""
            SELECT {FeedRow.Columns}
            FROM json_each(@ids) j JOIN feeds f ON f.id = j.value LEFT JOIN hosts h ON h.host = f.host
            ORDER BY j.key
            """,
            new { ids = JsonSerializer.Serialize(ids, StorageJson.Default.IEnumerableInt64) });
        return Take(rows, _ => int.MaxValue);
    }

    public void Release(long id)
    {
        lock (_lock)
        {
            if (!_claimed.Remove(id, out var host))
                return;
            if (--_hosts[host] == 0)
                _hosts.Remove(host);
        }
    }

    private List<DueFeed> Take(IEnumerable<FeedRow> rows, Func<string, int> perHost)
    {
        var taken = new List<DueFeed>();
        foreach (var row in rows)
        {
            lock (_lock)
            {
                var underWay = _hosts.GetValueOrDefault(row.Host);
                if (underWay >= perHost(row.Host) || !_claimed.TryAdd(row.Id, row.Host))
                    continue;
                _hosts[row.Host] = underWay + 1;
            }
            taken.Add(row.ToDueFeed());
        }
        return taken;
    }
}
