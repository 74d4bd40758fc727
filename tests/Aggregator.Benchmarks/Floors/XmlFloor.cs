using System.Xml;
using Aggregator.Benchmarks.Corpora;

namespace Aggregator.Benchmarks.Floors;

/// <summary>A bare <see cref="XmlReader"/> scan of the same bodies.</summary>
internal static class XmlFloor
{
    private const int Most = 2_000;

    public static Func<Task<long>> Prepare(Arguments arguments)
    {
        var feeds = arguments.Number("feeds", 0);
        // More bodies than these are not kept in memory: they are scanned again.
        var bodies = Enumerable.Range(0, Math.Min(feeds, Most)).Select(feed => SyntheticFeed.Write(feed, 0)).ToList();
        return () =>
        {
            for (var feed = 0; feed < feeds; feed++)
            {
                using var reader = XmlReader.Create(new MemoryStream(bodies[feed % Most]));
                while (reader.Read())
                {
                }
            }

            return Task.FromResult((long)feeds);
        };
    }
}
