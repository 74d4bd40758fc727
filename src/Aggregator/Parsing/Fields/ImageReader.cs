using System.Xml.Linq;
using Aggregator.Parsing.Trees;

namespace Aggregator.Parsing.Fields;

/// <summary>The picture of an entry or a feed.</summary>
internal static class ImageReader
{
    private static readonly XName Image = "image";
    private static readonly XName ItunesLink = Namespaces.Itunes + "link";
    private static readonly XName[] ItunesImages = [Namespaces.Itunes + "image", Namespaces.GooglePlay + "image"];

    public static string? OfEntry(XElement entry, BaseChain bases)
    {
        if (Itunes(entry, bases) is { } itunes)
            return itunes;
        foreach (var thumbnail in MediaReader.Thumbnails(entry))
        {
            if (UrlResolver.Resolve((string?)thumbnail.Attribute("url") ?? thumbnail.Value, bases.Of(thumbnail)) is { } url)
                return url;
        }

        if (Plain(entry, bases) is { } plain)
            return plain;
        foreach (var content in MediaReader.Contents(entry))
        {
            if (MediaReader.IsImage(content) && UrlResolver.Resolve((string?)content.Attribute("url"), bases.Of(content)) is { } url)
                return url;
        }

        return null;
    }

    public static string? OfFeed(XElement header, XElement root, BaseChain bases)
    {
        var logo = Elements.First(header, Namespaces.Atom + "logo", "logo");
        return Plain(header, bases) ?? (root != header ? Plain(root, bases) : null)
            ?? (logo is null ? null : UrlResolver.Resolve(logo.Value, bases.Of(logo)))
            ?? Itunes(header, bases);
    }

    private static string? Itunes(XElement parent, BaseChain bases)
    {
        foreach (var name in ItunesImages)
        {
            foreach (var image in parent.Children(name))
            {
                if (UrlResolver.Resolve((string?)image.Attribute("href") ?? (string?)image.Attribute("url") ?? image.Value, bases.Of(image)) is { } url)
                    return url;
            }
        }

        foreach (var link in parent.Children(ItunesLink))
        {
            if (LinkReader.IsRelation(link, "image") && UrlResolver.Resolve((string?)link.Attribute("href"), bases.Of(link)) is { } url)
                return url;
        }

        return null;
    }

    /// <summary>RSS <c>image</c>: with an <c>url</c> inside, as an attribute, or as its text.</summary>
    private static string? Plain(XElement parent, BaseChain bases)
    {
        foreach (var image in parent.Children(Image))
        {
            var written = Elements.FirstValue(image, "url") ?? Elements.Attribute(image, "url") ?? Elements.Attribute(image, "href")
                ?? (image.HasElements ? null : image.Value);
            if (UrlResolver.Resolve(written, bases.Of(image)) is { } url)
                return url;
        }

        return null;
    }
}
