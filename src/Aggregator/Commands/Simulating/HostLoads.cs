namespace Aggregator.Commands.Simulating;

/// <summary>Polls of each host in each hour.</summary>
internal sealed class HostLoads
{
    public const string All = "all";
    private const int Day = 24;

    private readonly int[] _hostOf;
    private readonly string[] _names;
    private readonly int[] _hour;
    private readonly int[] _most;
    private readonly long[] _sums;
    private readonly int[] _counted = new int[Day];

    public HostLoads(IReadOnlyList<SimulatedFeed> feeds)
    {
        // The sum of all hosts is kept as the last.
        _names = [.. feeds.Select(feed => feed.Host).Distinct(StringComparer.Ordinal), All];
        var numbers = _names.SkipLast(1).Select((name, number) => (name, number)).ToDictionary(pair => pair.name, pair => pair.number, StringComparer.Ordinal);
        _hostOf = [.. feeds.Select(feed => numbers[feed.Host])];
        (_hour, _most, _sums) = (new int[_names.Length], new int[_names.Length], new long[_names.Length * Day]);
    }

    /// <param name="polls">Of each feed in the hour that has passed.</param>
    /// <param name="hour">Which, since 1970.</param>
    public void Note(ReadOnlySpan<int> polls, double hour)
    {
        Array.Clear(_hour);
        for (var feed = 0; feed < polls.Length; feed++)
        {
            _hour[_hostOf[feed]] += polls[feed];
            _hour[^1] += polls[feed];
        }
        var ofDay = (int)((long)hour % Day);
        for (var host = 0; host < _hour.Length; host++)
        {
            _sums[(host * Day) + ofDay] += _hour[host];
            _most[host] = Math.Max(_most[host], _hour[host]);
        }
        _counted[ofDay]++;
    }

    /// <summary>Every host, those with the most polls first.</summary>
    public IEnumerable<HostLoad> Busiest() => Enumerable.Range(0, _names.Length - 1).Select(Load)
        .OrderByDescending(load => load.Mean).ThenBy(load => load.Host, StringComparer.Ordinal);

    /// <summary>All hosts together.</summary>
    public HostLoad Sum() => Load(_names.Length - 1);

    private HostLoad Load(int host)
    {
        var sums = _sums.AsSpan(host * Day, Day);
        var (total, hours) = (0L, 0);
        var means = new double[Day];
        for (var hour = 0; hour < Day; hour++)
        {
            total += sums[hour];
            hours += _counted[hour];
            means[hour] = _counted[hour] == 0 ? 0 : (double)sums[hour] / _counted[hour];
        }
        return new HostLoad(_names[host], hours == 0 ? 0 : (double)total / hours, _most[host], [.. means]);
    }
}
