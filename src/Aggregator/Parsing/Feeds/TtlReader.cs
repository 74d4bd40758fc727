using System.Globalization;
using System.Xml.Linq;
using Aggregator.Parsing.Fields;
using Aggregator.Parsing.Trees;
using CodeHollow.FeedReader.Feeds;

namespace Aggregator.Parsing.Feeds;

/// <summary>
/// How long a feed asks to be left alone: RSS <c>ttl</c>, else the syndication module's period over its frequency, counted from its base
/// (web.resource.org/rss/1.0/modules/syndication).
/// </summary>
internal static class TtlReader
{
    /// <summary>A month is 30 days here, as everywhere where it is only a hint.</summary>
    private const int MinutesOfDay = 1_440;

    /// <returns>Minutes, and an instant at which a period began where the feed names one.</returns>
    public static (int? Minutes, DateTimeOffset? Base) Read(XElement header, BaseFeed? typed, DiagnosticLog log)
    {
        var written = (typed as Rss20Feed)?.TTL ?? Elements.FirstValue(header, "ttl");
        if (Positive(written) is { } ttl)
            return (ttl, null);
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
        return period == 0 ? (null, null) : (Math.Max(1, period / frequency), DateFields.First(header, log, Namespaces.Syndication + "updateBase"));
    }

    private static int? Positive(string? written) =>
        int.TryParse(written?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
