namespace Aggregator.Storage;

/// <summary>
/// Chooses among feeds that are due: every host's first before any host's second, so that a host with thousands of due feeds delays nobody else's; of one turn
/// those first that came first.
/// </summary>
/// <param name="limit">How many are wanted.</param>
/// <param name="perHost">How many of a host at most.</param>
internal sealed class FairTurns(int limit, Func<string, int> perHost)
{
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);

    /// <summary>The first feeds of all hosts, the second ones, and so on.</summary>
    private readonly List<List<(long Id, string Host)>> _turns = [];

    /// <summary>Whatever comes now would not be chosen.</summary>
    public bool IsComplete => limit <= 0 || (_turns.Count > 0 && _turns[0].Count >= limit);

    public IEnumerable<(long Id, string Host)> Chosen => _turns.SelectMany(turn => turn).Take(limit);

    /// <summary>Hosts of which no more are taken.</summary>
    public IEnumerable<string> Full => _taken.Where(host => host.Value >= perHost(host.Key)).Select(host => host.Key);

    /// <param name="id">Of a feed that has been due for as long as the one before, or less.</param>
    /// <param name="host">Its host.</param>
    public void Add(long id, string host)
    {
        var turn = _taken.GetValueOrDefault(host);
        if (turn >= perHost(host))
            return;
        _taken[host] = turn + 1;
        if (turn == _turns.Count)
            _turns.Add([]);
        _turns[turn].Add((id, host));
    }
}
