using System.Xml.Linq;
using Aggregator.Parsing.Trees;

namespace Aggregator.Parsing.Fields;

/// <summary>
/// What URLs are relative to. With <c>xml:base</c> in scope: its chain, resolved against the document URL. RSS without: the channel link when that is an
/// absolute http(s) URL. Else the document URL.
/// </summary>
internal sealed class BaseChain(Uri? documentUrl)
{
    /// <summary>The channel's link, once it is known; only RSS has one.</summary>
    public Uri? ChannelLink { get; set; }

    public Uri? DocumentUrl => documentUrl;

    public Uri? Of(XElement element)
    {
        Stack<string>? written = null;
        for (var e = element; e is not null; e = e.Parent)
        {
            if ((string?)e.Attribute(Marks.XmlBase) is { } value)
                (written ??= []).Push(value);
        }

        if (written is null)
            return ChannelLink ?? documentUrl;
        var origin = documentUrl;
        var usable = false;
        while (written.TryPop(out var next))
        {
            var combined = UrlResolver.CombineBase(origin, next);
            usable |= !ReferenceEquals(combined, origin);
            origin = combined;
        }

        return usable ? origin : ChannelLink ?? documentUrl;
    }

    /// <summary>As for any element, sparing the walk for a child that has no <c>xml:base</c> of its own.</summary>
    public Uri? Of(XElement child, Uri? parentBase) => child.Attribute(Marks.XmlBase) is null ? parentBase : Of(child);
}
