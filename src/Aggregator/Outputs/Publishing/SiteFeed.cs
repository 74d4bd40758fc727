using System.Globalization;
using System.Text;
using Aggregator.Outputs.Feeds;
using Aggregator.Storage;

namespace Aggregator.Outputs.Publishing;

/// <summary>The Atom feed of one page of a site.</summary>
internal static class SiteFeed
{
    public static string Write(string title, Uri? home, string path, string page, IReadOnlyList<ArticleRow> articles) => Encoding.UTF8.GetString(AtomFeedWriter.Write(new MergedFeed
    {
        Id = home is null ? $"urn:aggregator:site:{path}" : new Uri(home, path).AbsoluteUri,
        Title = title,
        SelfUrl = home is null ? null : new Uri(home, path).AbsoluteUri,
        SiteUrl = home is null ? null : new Uri(home, page).AbsoluteUri,
        Updated = articles.Select(article => article.ChangedAt).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max(),
        Articles = [.. articles.Select(article => Entry(article, home))],
    }));

    private static MergedArticle Entry(ArticleRow article, Uri? home) => home is null
        ? new MergedArticle(article)
        : new MergedArticle(article) { Id = new Uri(home, string.Create(CultureInfo.InvariantCulture, $"articles/{article.Id}")).AbsoluteUri };
}
