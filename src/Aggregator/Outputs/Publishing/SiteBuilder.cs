using System.Globalization;
using System.Text;
using System.Text.Json;
using Aggregator.Storage;

namespace Aggregator.Outputs.Publishing;

/// <summary>Makes the files of a Planet-style site: the newest articles of all feeds, of each tag, and the feeds. The same store gives the same bytes.</summary>
internal sealed class SiteBuilder(ArticleStore articles, FeedStore feeds, SiteTemplates templates, SiteWish wish)
{
    public IEnumerable<SiteFile> Build(DateTimeOffset now)
    {
        var listed = feeds.List(now).Where(feed => feed.State != "retired").ToList();
        var newest = articles.Newest(new ArticleFilter { Limit = wish.Limit });
        var tags = listed.SelectMany(feed => feed.TagList).Concat(newest.SelectMany(article => Texts(article.OwnTags))).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var names = Names(tags);
        yield return new SiteFile(SiteTemplates.Style, templates.StyleSheet);
        yield return Page("index.html", "atom.xml", "", null, newest, names);
        yield return Feed("atom.xml", "index.html", null, newest);
        foreach (var tag in tags)
        {
            var tagged = articles.Newest(new ArticleFilter { Tag = tag, Limit = wish.Limit });
            yield return Page($"tags/{names[tag]}.html", $"{Escaped(names[tag])}.xml", "../", tag, tagged, names);
            yield return Feed($"tags/{names[tag]}.xml", $"tags/{names[tag]}.html", tag, tagged);
        }
        yield return new SiteFile("feeds.html", templates.FeedsTemplate.Fill(Frame("", null, names).List("feeds", outer => listed.Select(feed => new TemplateScope(outer)
            .Text("name", feed.Name)
            .Text("feedUrl", Configuration.Redactor.Url(feed.Url))
            .Text("articles", feed.Articles.ToString(CultureInfo.InvariantCulture))
            .Text("newest", feed.LastNewAt is { } at ? Day(at) : null)))));
    }

    private SiteFile Page(string path, string feed, string root, string? tag, IReadOnlyList<ArticleRow> shown, Dictionary<string, string> names)
    {
        var frame = Frame(root, tag, names).Text("feed", feed).List("days", outer => shown.GroupBy(article => Day(article.PublishedAt)).Select(day =>
            new TemplateScope(outer).Text("day", day.Key).List("articles", inner => day.Select(article => Article(inner, article, root, names)))));
        return new SiteFile(path, templates.PageTemplate.Fill(frame));
    }

    private TemplateScope Frame(string root, string? tag, Dictionary<string, string> names) => new TemplateScope()
        .Text("site", wish.Title)
        .Text("tag", tag)
        .Text("root", root)
        .List("tags", outer => names.Select(name => new TemplateScope(outer).Text("tagName", name.Key).Text("tagUrl", $"{root}tags/{Escaped(name.Value)}.html")));

    private static TemplateScope Article(TemplateScope outer, ArticleRow article, string root, Dictionary<string, string> names) => new TemplateScope(outer)
        .Text("id", article.Id.ToString(CultureInfo.InvariantCulture))
        .Text("title", article.Title ?? "(no title)")
        .Text("url", article.Url)
        .Text("source", article.FeedName)
        .Text("language", article.Language)
        .Text("authors", string.Join(", ", Authors(article.Authors)))
        .Text("published", article.PublishedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))
        .Text("time", article.PublishedAt.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture))
        .Html("content", article.FullText ?? article.Content ?? article.Summary)
        .List("articleTags", inner => Texts(article.Tags).Where(names.ContainsKey).Select(tag => new TemplateScope(inner).Text("tagName", tag).Text("tagUrl", $"{root}tags/{Escaped(names[tag])}.html")));

    private SiteFile Feed(string path, string page, string? tag, IReadOnlyList<ArticleRow> shown) =>
        new(path, SiteFeed.Write(tag is null ? wish.Title : $"{wish.Title}: {tag}", wish.Home, Escaped(path), Escaped(page), shown));

    /// <summary>A file name for each tag: letters and digits of any script in small, and a number where two would have the same.</summary>
    private static Dictionary<string, string> Names(IEnumerable<string> tags)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            var name = new StringBuilder();
            foreach (var c in tag.Normalize().ToLowerInvariant())
            {
                if (char.IsLetterOrDigit(c))
                    name.Append(c);
                else if (name.Length > 0 && name[^1] != '-')
                    name.Append('-');
            }
            var plain = name.ToString().Trim('-') is { Length: > 0 } word ? word[..Math.Min(word.Length, 60)] : "tag";
            var unique = plain;
            for (var i = 2; !taken.Add(unique); i++)
                unique = string.Create(CultureInfo.InvariantCulture, $"{plain}-{i}");
            names[tag] = unique;
        }
        return names;
    }

    private static string Escaped(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Texts(string json) => JsonSerializer.Deserialize(json, StorageJson.Default.IEnumerableString) ?? [];

    private static IEnumerable<string> Authors(string json)
    {
        using var authors = JsonDocument.Parse(json);
        foreach (var author in authors.RootElement.EnumerateArray().ToList())
        {
            if (author.TryGetProperty("name", out var name) && name.GetString() is { Length: > 0 } text)
                yield return text;
        }
    }
}
