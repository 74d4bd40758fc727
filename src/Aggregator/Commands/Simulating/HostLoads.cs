namespace Aggregator.Commands.Simulating;

/// <summary>Polls of each host in each hour.</summary>
internal sealed class HostLoads
{
    private readonly int[] _hostOf;
    private readonly string[] _names;
    private readonly int[] _hour;
    private readonly int[] _most;
    private readonly long[] _sum;

    public HostLoads(IReadOnlyList<SimulatedFeed> feeds)
    {
        _names = [.. feeds.Select(feed => feed.Host).Distinct(StringComparer.Ordinal)];
        var numbers = _names.Select((name, number) => (name, number)).ToDictionary(pair => pair.name, pair => pair.number, StringComparer.Ordinal);
        _hostOf = [.. feeds.Select(feed => numbers[feed.Host])];
        (_hour, _most, _sum) = (new int[_names.Length], new int[_names.Length], new long[_names.Length]);
    }

    /// <summary>Hours that were counted.</summary>
    public int Hours { get; private set; }

    /// <param name="polls">Of each feed in the hour that has passed.</param>
    /// <param name="counts">Whether the hour is beyond the time for learning.</param>
    public void Note(ReadOnlySpan<int> polls, bool counts)
    {
        if (!counts)
            return;
        Array.Clear(_hour);
        for (var feed = 0; feed < polls.Length; feed++)
            _hour[_hostOf[feed]] += polls[feed];
        for (var host = 0; host < _hour.Length; host++)
        {
            _sum[host] += _hour[host];
            _most[host] = Math.Max(_most[host], _hour[host]);
        }
        Hours++;
    }

    /// <summary>The hosts with the most polls, busiest first.</summary>
    public IEnumerable<HostLoad> Busiest() => Enumerable.Range(0, _names.Length)
        .OrderByDescending(host => _sum[host]).ThenBy(host => _names[host], StringComparer.Ordinal)
        .Select(host => new HostLoad(_names[host], Hours == 0 ? 0 : (double)_sum[host] / Hours, _most[host]));
}
