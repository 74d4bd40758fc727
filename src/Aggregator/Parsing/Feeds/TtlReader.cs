using System.Globalization;
using System.Xml.Linq;
using Aggregator.Parsing.Fields;
using Aggregator.Parsing.Trees;
using CodeHollow.FeedReader.Feeds;

namespace Aggregator.Parsing.Feeds;

/// <summary>How long a feed asks to be left alone, in minutes: RSS <c>ttl</c>, else the syndication module's period over its frequency.</summary>
internal static class TtlReader
{
    /// <summary>A month is 30 days here, as everywhere where it is only a hint.</summary>
    private const int MinutesOfDay = 1_440;

    public static int? Read(XElement header, BaseFeed? typed)
    {
        var written = (typed as Rss20Feed)?.TTL ?? Elements.FirstValue(header, "ttl");
        if (Positive(written) is { } ttl)
            return ttl;
        var period = (Elements.FirstValue(header, Namespaces.Syndication + "updatePeriod"))?.ToLowerInvariant() switch
        {
            "hourly" => 60,
            "daily" => MinutesOfDay,
            "weekly" => 7 * MinutesOfDay,
            "monthly" => 30 * MinutesOfDay,
            "yearly" => 365 * MinutesOfDay,
            _ => 0,
        };
        var frequency = Positive(Elements.FirstValue(header, Namespaces.Syndication + "updateFrequency")) ?? 1;
        return period == 0 ? null : Math.Max(1, period / frequency);
    }

    private static int? Positive(string? written) =>
        int.TryParse(written?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
