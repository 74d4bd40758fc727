using Aggregator.Fetching;
using Aggregator.Parsing.Fields;

namespace Aggregator.Parsing.Detection;

/// <summary>The URL that relative URLs of a document start from: a usable Content-Location, else the request URL (RFC 3986 §5.1.3).</summary>
internal static class DocumentUrl
{
    public static Uri? Of(Document document) => UrlResolver.CombineBase(document.Url, document.ContentLocation);
}
