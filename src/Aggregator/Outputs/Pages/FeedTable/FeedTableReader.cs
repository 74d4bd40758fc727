using System.Globalization;
using Aggregator.Configuration;
using Aggregator.Storage;
using Aggregator.Storage.Reading;

namespace Aggregator.Outputs.Pages.FeedTable;

/// <summary>Turns the address into a query; what cannot be understood in it is left out, since people type addresses.</summary>
internal sealed class FeedTableReader(FeedList feeds, CatalogSource catalog)
{
    private const int PageSize = 100;
    private const int LongestWords = 200;
    private const int MostPages = 10_000;

    public FeedTableModel Read(PageContext here)
    {
        var query = QueryOf(here);
        var number = int.TryParse(here.Text("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, MostPages) : 1;
        var (found, total) = feeds.Read(query with { Offset = (number - 1) * PageSize, Limit = PageSize }, here.Now);
        var tags = catalog.Current.Feeds.SelectMany(feed => feed.Tags).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return new FeedTableModel(query, found, total, number, tags, FeedActionNotice.Of(here));
    }

    public static bool HasNext(FeedTableModel model) => model.Number * PageSize < model.Total;

    public static string Summary(FeedTableModel model) => model.Feeds.Count == 0
        ? "0 feeds"
        : $"{Numbers.Whole(((model.Number - 1) * PageSize) + 1)}–{Numbers.Whole(((model.Number - 1) * PageSize) + model.Feeds.Count)} of {Numbers.Whole(model.Total)} feeds";

    private static FeedListQuery QueryOf(PageContext here)
    {
        var sort = here.Text("sort") ?? "name";
        return new FeedListQuery
        {
            Health = here.Text("health") is { } health && FeedHealth.Words.Contains(health) ? health : null,
            Words = here.Text("q")?.Trim() is { Length: > 0 and <= LongestWords } words ? words : null,
            Tag = here.Text("tag"),
            Sort = Enum.TryParse<FeedSort>(sort.TrimStart('-'), ignoreCase: true, out var by) && Enum.IsDefined(by) ? by : FeedSort.Name,
            Descending = sort.StartsWith('-'),
        };
    }
}
