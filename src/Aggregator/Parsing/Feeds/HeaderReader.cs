using System.Globalization;
using System.Xml.Linq;
using Aggregator.Fetching;
using Aggregator.Parsing.Fields;
using Aggregator.Parsing.Trees;
using CodeHollow.FeedReader.Feeds;

namespace Aggregator.Parsing.Feeds;

/// <summary>What a feed says of itself.</summary>
internal static class HeaderReader
{
    public static ParsedFeed Read(FeedTree tree, BaseFeed? typed, Document document, BaseChain bases, DiagnosticLog log)
    {
        var header = tree.Header;
        var site = SiteOf(header, bases);
        if (header.Name.Namespace != Namespaces.Atom && UrlResolver.IsHttp(site) && Uri.TryCreate(site, UriKind.Absolute, out var link))
            bases.ChannelLink = IsAbsolute(header) ? link : null;
        var skipHours = (typed as Rss20Feed)?.SkipHours ?? (typed as Rss091Feed)?.SkipHours ?? [];
        var skipDays = (typed as Rss20Feed)?.SkipDays ?? (typed as Rss091Feed)?.SkipDays ?? [];
        var (ttl, ttlBase) = TtlReader.Read(header, typed, log);
        return new ParsedFeed
        {
            Format = "",
            Encoding = "",
            Id = Elements.Scalar((typed as AtomFeed)?.Id ?? (typed as Rss10Feed)?.About)
                ?? Elements.Scalar(Elements.FirstValue(header, Namespaces.Atom + "id", "guid", "id")),
            Title = TextConstruct.Text(Elements.First(header, "title", Namespaces.Atom + "title", Namespaces.DublinCore + "title")),
            Description = TextConstruct.Text(Elements.First(
                header, "description", Namespaces.Atom + "subtitle", Namespaces.Atom + "tagline", "tagline", "subtitle", "abstract",
                Namespaces.DublinCore + "description", Namespaces.Itunes + "summary", Namespaces.Itunes + "subtitle", Namespaces.GooglePlay + "description")),
            SiteUrl = site,
            FeedUrl = LinkReader.First(header, "self", bases),
            HubUrl = LinkReader.First(header, "hub", bases),
            NextPageUrl = LinkReader.First(header, "next", bases),
            PreviousArchiveUrl = LinkReader.First(header, "prev-archive", bases),
            Generator = Elements.Scalar(Elements.FirstValue(header, "generator", Namespaces.Atom + "generator")),
            Language = Languages.Tidy(
                Elements.FirstValue(header, "language", Namespaces.DublinCore + "language") ?? Elements.Attribute(header, Marks.XmlLang)
                ?? Elements.Attribute(tree.Root, Marks.XmlLang) ?? document.ContentLanguage),
            Updated = DateFields.First(
                header, log, "lastBuildDate", Namespaces.Atom + "updated", Namespaces.Atom + "modified", "pubDate", Namespaces.DublinCoreTerms + "modified",
                Namespaces.DublinCore + "date", "updated", "modified") ?? DateFields.Read((string?)header.Attribute("lastmod"), log),
            ImageUrl = ImageReader.OfFeed(header, tree.Root, bases),
            IconUrl = Elements.First(header, Namespaces.Atom + "icon", "icon") is { } icon ? UrlResolver.Resolve(icon.Value, bases.Of(icon)) : null,
            TtlMinutes = ttl,
            TtlBase = ttlBase,
            SkipHours = [.. skipHours.Select(Hour).OfType<int>().Distinct().Order().Take(24)],
            SkipDays = [.. skipDays.Select(Day).OfType<DayOfWeek>().Distinct().Order()],
            Authors = PersonReader.First(
                header, bases, Namespaces.Atom + "author", "managingEditor", "author", Namespaces.DublinCore + "creator", Namespaces.DublinCore + "author",
                Namespaces.Itunes + "author", Namespaces.GooglePlay + "author", Namespaces.Itunes + "owner"),
            Categories = CategoryReader.Read(header),
        };
    }

    private static string? SiteOf(XElement header, BaseChain bases) =>
        LinkReader.Rss(header, bases)
        ?? LinkReader.First(header, "alternate", bases)
        ?? UrlResolver.Resolve((string?)header.Attribute("href") ?? (string?)header.Element("a")?.Attribute("href"), bases.Of(header));

    /// <summary>Only a channel link that is absolute as written is a base (a relative one says nothing that the document URL does not).</summary>
    private static bool IsAbsolute(XElement header) => header.Elements("link").Any(l => UrlResolver.IsHttp(l.Value.Trim()));

    private static int? Hour(string? written) =>
        int.TryParse(written?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour <= 24 ? hour % 24 : null;

    private static DayOfWeek? Day(string? written) =>
        Enum.TryParse<DayOfWeek>(written?.Trim(), ignoreCase: true, out var day) && Enum.IsDefined(day) && !char.IsDigit(written!.Trim()[0]) ? day : null;
}
