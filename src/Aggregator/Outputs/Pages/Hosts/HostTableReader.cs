using System.Globalization;
using Aggregator.Polling;
using Aggregator.Storage.Reading;

namespace Aggregator.Outputs.Pages.Hosts;

/// <summary>Turns the address into a query; what cannot be understood in it is left out.</summary>
internal sealed class HostTableReader(HostList hosts, FeedList feeds, HostBudgets budgets)
{
    public const int PageSize = 100;
    private const int LongestWords = 200;
    private const int MostPages = 10_000;

    public HostTableModel Read(PageContext here)
    {
        var number = int.TryParse(here.Text("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, MostPages) : 1;
        var query = QueryOf(here);
        var (found, total) = hosts.Read(query with { Offset = (number - 1) * PageSize, Limit = PageSize }, here.Now);
        return new HostTableModel(query, [.. found.Select(Entry)], total, number);
    }

    /// <summary>Null when no feed that is listed is on it.</summary>
    public HostModel? Read(string host, PageContext here)
    {
        if (hosts.Read(new HostListQuery { Host = host, Limit = 1 }, here.Now) is not ([var line], _))
            return null;
        var (found, total) = feeds.Read(new FeedListQuery { Host = host, Sort = FeedSort.Health, Limit = PageSize }, here.Now);
        return new HostModel(Entry(line), found, total, FeedActionNotice.Of(here), here.Text("left") is not null);
    }

    private HostEntry Entry(HostLine line) => new(line, budgets.For(line.Host));

    private static HostListQuery QueryOf(PageContext here)
    {
        var sort = here.Text("sort") ?? "-feeds";
        return new HostListQuery
        {
            Words = here.Text("q")?.Trim() is { Length: > 0 and <= LongestWords } words ? words : null,
            Held = here.Text("held") is not null,
            Sort = Enum.TryParse<HostSort>(sort.TrimStart('-'), ignoreCase: true, out var by) && Enum.IsDefined(by) ? by : HostSort.Feeds,
            Descending = sort.StartsWith('-'),
        };
    }
}
