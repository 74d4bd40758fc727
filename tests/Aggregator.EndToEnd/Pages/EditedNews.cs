using System.Globalization;
using Aggregator.EndToEnd.Origins;

namespace Aggregator.EndToEnd.Pages;

/// <summary>Two papers that tell the same news of this hour, one of which rewrites it.</summary>
internal sealed class EditedNews
{
    private const string Report = """
        <p>The ferry between the two islands will sail at night as well from the first of May, the harbour board said on Tuesday after a meeting that lasted until dawn.</p>
        <p>Fishermen had asked for it since the old bridge was closed to lorries in autumn, and the board had refused twice for want of money and of a second crew.</p>
        <p>Now the county pays for the crew of six, and the tickets cost as much as by day: four crowns for a person, nineteen for a car, nothing for a bicycle.</p>
        """;

    private readonly Dictionary<string, string> _pages = [];

    public IReadOnlyList<string> Paths => [.. _pages.Keys];

    public async Task<Site> StartAsync()
    {
        _pages["/gazette.xml"] = Feed("The Gazette", "Night ferry to sail from May", Report);
        _pages["/herald.xml"] = Feed("The Herald", "Ferry sails at night, board says", Report + "<p>The Herald will be on board.</p>");
        return await Site.StartAsync(_pages);
    }

    public void Edit() => _pages["/gazette.xml"] = Feed("The Gazette", "Night ferry to sail from June", Report.Replace("first of May", "tenth of June", StringComparison.Ordinal));

    private static string Feed(string title, string headline, string text) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        <?xml version="1.0" encoding="utf-8"?>
        <rss version="2.0"><channel><title>{title}</title><link>http://{title.Replace(" ", "", StringComparison.Ordinal)}.example/</link><description>News</description>
        <item><title>{headline}</title><link>http://{title.Replace(" ", "", StringComparison.Ordinal)}.example/ferry</link><guid isPermaLink="false">ferry</guid>
        <pubDate>{DateTimeOffset.UtcNow:R}</pubDate><category>harbour</category><description><![CDATA[{text}]]></description></item>
        </channel></rss>
        """);
}
