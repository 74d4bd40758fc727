using Aggregator.Commands.Simulating;

namespace Aggregator.Tests.Commands.Simulating;

/// <summary>Publishers as they are and as they could be, a year each, the same for the same seed.</summary>
internal sealed class GeneratedTraces(int seed)
{
    private const double Start = 480_000;
    private const double Year = 365 * 24;
    private readonly Random _random = new(seed);

    /// <summary>Memoryless: no schedule can beat an even one.</summary>
    public List<PublishingTrace> Memoryless(int feeds, double perDay) => Make(feeds, _ => Poisson(perDay, _ => 1));

    /// <summary>An article every so many hours, to the minute.</summary>
    public static List<PublishingTrace> Clockwork(int feeds, double hours) =>
        Make(feeds, feed => Enumerable.Range(0, (int)(Year / hours)).Select(i => Start + (feed * 0.7) + (i * hours)));

    /// <summary>Every other day or so some articles within the hour, at any time.</summary>
    public List<PublishingTrace> Bursts(int feeds) => Make(feeds, _ => Poisson(0.5, _ => 1).SelectMany(first => Run(first, 3 + _random.Next(13), 0.2)));

    /// <summary>A column on the same day and in the same half hour of each week.</summary>
    public List<PublishingTrace> Weekly(int feeds) =>
        Make(feeds, feed => Enumerable.Range(0, 52).Select(week => Start + (week * 168) + (feed * 2.5) + (_random.NextDouble() / 2)));

    /// <summary>A release every two weeks, to the minute.</summary>
    public static List<PublishingTrace> Releases(int feeds) => Clockwork(feeds, 14 * 24);

    /// <summary>Silent for weeks, then dozens of articles, one every half hour or so.</summary>
    public List<PublishingTrace> SilencesThenBursts(int feeds) => Make(feeds, _ => Awakenings().Where(time => time < Start + Year));

    /// <summary>Busy editorial offices, sleepy blogs, teams that work in bursts, weekly columns, feeds that wake up now and then.</summary>
    public List<PublishingTrace> Mixture() =>
    [
        .. Make(6, feed => Poisson(12, time => IsOfficeHour(time, feed * 3) ? 1 : 0.01)),
        .. Make(6, feed => Crowds(0.5 + (0.2 * feed))),
        .. Make(6, feed => Poisson(0.15 + (0.1 * feed), _ => 1)),
        .. Make(4, feed => Enumerable.Range(0, 52).SelectMany(week => Enumerable.Range(0, 3).Select(i => Start + (week * 168) + (feed * 30) + (_random.NextDouble() * 0.5)))),
        .. Make(4, _ => Crowds(3).Where(time => (int)((time - Start) / 700) % 4 == 0)),
        .. Make(4, feed => Crowds(1.5).Where(time => IsOfficeHour(time, feed * 5))),
    ];

    private static bool IsOfficeHour(double time, int zone) => (time + zone) % 24 is >= 9 and < 18 && (int)((time + zone) / 24) % 7 is not (2 or 3);

    private IEnumerable<double> Poisson(double perDay, Func<double, double> share)
    {
        for (var time = Start; ;)
        {
            time -= Math.Log(1 - _random.NextDouble()) * 24 / perDay;
            if (time > Start + Year)
                yield break;
            if (_random.NextDouble() < share(time))
                yield return time;
        }
    }

    /// <summary>Each crowd is one article and some that follow it within an hour or so.</summary>
    private IEnumerable<double> Crowds(double perDay)
    {
        foreach (var first in Poisson(perDay, _ => 1))
        {
            for (var time = first; ; time -= Math.Log(1 - _random.NextDouble()) * 0.3)
            {
                yield return time;
                if (_random.NextDouble() > 0.8)
                    break;
            }
        }
    }

    private IEnumerable<double> Awakenings()
    {
        for (var time = Start; time < Start + Year;)
        {
            time += 24 * (10 + (50 * _random.NextDouble()));
            foreach (var article in Run(time, 10 + _random.Next(50), 0.5))
                yield return time = article;
        }
    }

    private IEnumerable<double> Run(double time, int articles, double hours)
    {
        for (; articles > 0; articles--, time -= Math.Log(1 - _random.NextDouble()) * hours)
            yield return time;
    }

    private static List<PublishingTrace> Make(int feeds, Func<int, IEnumerable<double>> times) =>
        [.. Enumerable.Range(0, feeds).Select(feed => PublishingTrace.Of($"feed {feed}", $"host {feed}", [.. times(feed).Order()]))];
}
