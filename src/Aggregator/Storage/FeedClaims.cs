using System.Data.Common;
using Dapper;

namespace Aggregator.Storage;

/// <summary>
/// Hands out feeds for polling, each to one poll at a time. What is claimed is kept in memory: a process that dies leaves no claim behind, and a
/// claim costs no write. Where daemons share the database, feeds are claimed only of hosts that are leased to this one.
/// </summary>
internal sealed class FeedClaims(Database database)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, string> _claimed = [];
    private readonly Dictionary<string, int> _hosts = new(StringComparer.Ordinal);

    /// <summary>Feeds whose last poll could not be noted, and when they are due again.</summary>
    private readonly Dictionary<long, DateTimeOffset> _unnoted = [];

    /// <summary>Hosts that are visited for other reasons than polls. They count against no poll: their turns are taken in the lanes.</summary>
    private readonly HashSet<string> _visited = new(StringComparer.Ordinal);

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
    /// <param name="spacing">Least time from one poll of a host to the next; none without it.</param>
    public IReadOnlyList<DueFeed> ClaimDue(
        DateTimeOffset now, int limit, int perHost, IReadOnlyDictionary<string, int>? exceptions = null, Func<string, TimeSpan>? spacing = null)
    {
        var leases = database.Leases;
        leases?.GiveBack(IsIdle);
        leases?.TakeDue(now, limit);
        string claimed;
        List<string> full;
        lock (_lock)
        {
            foreach (var (id, _) in _unnoted.Where(feed => feed.Value <= now).ToList())
                _unnoted.Remove(id);
            claimed = StorageJson.Numbers(_claimed.Keys.Concat(_unnoted.Keys));
            full = [.. _hosts.Where(h => h.Value >= Allowed(h.Key)).Select(h => h.Key)];
        }

        using var connection = database.Open();
        return Take(connection, Choose(connection, now, new FairTurns(limit, Allowed), claimed, full), now, Allowed, spacing);

        int Allowed(string host) => exceptions is not null && exceptions.TryGetValue(host, out var number) ? number : perHost;
    }

    /// <summary>Reads what is due, those first that have been for longest, until enough is found: mostly one page, however many are due.</summary>
    /// <param name="connection">To read from.</param>
    /// <param name="now">Feeds due at or before.</param>
    /// <param name="turns">Whom they are told to.</param>
    /// <param name="claimed">Numbers of feeds that are left out.</param>
    /// <param name="full">Hosts whose feeds are left out.</param>
    private IEnumerable<(long Id, string Host)> Choose(DbConnection connection, DateTimeOffset now, FairTurns turns, string claimed, List<string> full)
    {
        var ours = database.Leases is { } leases ? StorageJson.Texts(leases.Held(now)) : null;
        var pages = new DuePages(
            database, connection, now,
            """
            d.id NOT IN (SELECT CAST(c.atom AS BIGINT) FROM json_each(@claimed) c)
            AND d.host NOT IN (SELECT full_host.atom FROM json_each(@fullHosts) full_host)
            AND (@ours IS NULL OR d.host IN (SELECT our_host.atom FROM json_each(@ours) our_host))
            """);
        while (!turns.IsComplete && pages.Next(claimed, StorageJson.Texts(full.Concat(turns.Full)), ours) is { } page)
        {
            foreach (var (feed, host) in page)
                turns.Add(feed, host);
        }
        return turns.Chosen;
    }

    /// <summary>Claims the named feeds, due or not, as far as nobody else has them; in the order given.</summary>
    public IReadOnlyList<DueFeed> Claim(IReadOnlyCollection<long> ids, DateTimeOffset now)
    {
        using var connection = database.Open();
        var named = connection.Query<Named>(
            "SELECT f.id, f.host FROM json_each(@ids) j JOIN feeds f ON f.id = CAST(j.atom AS BIGINT) ORDER BY j.key", new { ids = StorageJson.Numbers(ids) }).AsList();
        database.Leases?.Take(named.Select(feed => feed.Host).Distinct(StringComparer.Ordinal), now);
        return Take(connection, named.Select(feed => (feed.Id, feed.Host)), now, _ => int.MaxValue, spacing: null);
    }

    internal sealed record Named(long Id, string Host);

    public bool IsClaimed(long id)
    {
        lock (_lock)
            return _claimed.ContainsKey(id);
    }

    /// <summary>Whether the feed's host is still leased to us. After a pause longer than the lease others poll it.</summary>
    public bool IsOurs(DueFeed feed, DateTimeOffset now) =>
        database.Leases is not { } leases || leases.TokenOf(feed.Host, now) == feed.LeaseToken;

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

    /// <summary>A poll was made, and the database could not be told: publishers shall not notice. Not claimed as due before it is by what we know.</summary>
    public void Remember(long id, DateTimeOffset dueAgain)
    {
        lock (_lock)
            _unnoted[id] = dueAgain;
    }

    /// <summary>The clock says earlier than before: waits keep their length.</summary>
    public void TurnBack(TimeSpan by)
    {
        lock (_lock)
        {
            foreach (var (id, dueAgain) in _unnoted.ToList())
                _unnoted[id] = dueAgain - by;
        }
    }

    /// <summary>Tries what every poll ends with. Null when the database can be written; else why not.</summary>
    public string? WriteProblem()
    {
        try
        {
            using var connection = database.Open();
            // The one that was noted last: a single damaged feed is no damaged database.
            connection.Execute("UPDATE feeds SET polls = polls WHERE id = (SELECT id FROM feeds WHERE state = 'active' ORDER BY last_poll_at DESC, id LIMIT 1)");
            return null;
        }
        catch (DbException e)
        {
            return database.Explain(e);
        }
    }

    /// <summary>Keeps a host ours for one visit that is no poll; false when another daemon has it, or such a visit is under way.</summary>
    public bool TryVisit(string host, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (!_visited.Add(host))
                return false;
        }
        try
        {
            database.Leases?.Take([host], now);
        }
        catch
        {
            EndVisit(host);
            throw;
        }
        if (database.Leases is not { } leases || leases.TokenOf(host, now) is not null)
            return true;
        EndVisit(host);
        return false;
    }

    public void EndVisit(string host)
    {
        lock (_lock)
            _visited.Remove(host);
    }

    private bool IsIdle(string host)
    {
        lock (_lock)
            return !_hosts.ContainsKey(host) && !_visited.Contains(host);
    }

    private List<DueFeed> Take(
        DbConnection connection, IEnumerable<(long Id, string Host)> feeds, DateTimeOffset now, Func<string, int> perHost, Func<string, TimeSpan>? spacing)
    {
        var taken = new OrderedDictionary<long, long?>();
        foreach (var (id, host) in feeds)
        {
            var token = database.Leases?.TokenOf(host, now);
            if (token is null && database.Leases is not null)
                continue;
            lock (_lock)
            {
                var underWay = _hosts.GetValueOrDefault(host);
                if (underWay >= perHost(host) || !_claimed.TryAdd(id, host))
                    continue;
                _hosts[host] = underWay + 1;
            }
            taken.Add(id, token);
        }
        // What was claimed and is not handed out nobody polls: it is given back, or it would stay claimed for ever.
        var left = taken.Keys.ToHashSet();
        try
        {
            var read = Read(connection, taken);
            if (read.Count > 0 && spacing is not null)
                database.Leases?.Pace(read.CountBy(feed => feed.Host).ToDictionary(h => h.Key, h => now + (spacing(h.Key) * h.Value), StringComparer.Ordinal));
            left.ExceptWith(read.Select(feed => feed.Id));
            return read;
        }
        finally
        {
            foreach (var id in left)
                Release(id);
        }
    }

    /// <summary>Those that are still there, in the order in which they were taken.</summary>
    private static List<DueFeed> Read(DbConnection connection, OrderedDictionary<long, long?> taken)
    {
        if (taken.Count == 0)
            return [];
        // Sorted here: the database would copy all columns for that.
        var feeds = new Dictionary<long, DueFeed>(taken.Count);
        foreach (var feed in FeedRow.Read(connection, taken.Keys))
            feeds.Add(feed.Id, feed);
        return [.. taken.Where(claim => feeds.ContainsKey(claim.Key)).Select(claim => feeds[claim.Key] with { LeaseToken = claim.Value })];
    }
}
