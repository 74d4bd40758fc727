using System.Xml.Linq;

namespace Aggregator.Parsing.Trees;

/// <summary>
/// A feed as elements in canonical names: RSS in no namespace, every other vocabulary in its one right namespace. Headers and entries live in two trees with the
/// same outer elements, so that looking for a header field never walks over the entries.
/// </summary>
/// <param name="Root">The document element of the header tree (<c>rss</c>, <c>RDF</c>, <c>feed</c>).</param>
/// <param name="Header">What holds the feed's own fields: <c>channel</c>, or the root itself.</param>
/// <param name="Entries">All entries in document order.</param>
/// <param name="RootNamespace">The namespace that the root really had.</param>
/// <param name="ChannelNamespace">The namespace that the channel really had.</param>
/// <param name="HasBase">Whether any <c>xml:base</c> is in the document, outside of bodies.</param>
internal sealed record FeedTree(
    XElement Root, XElement Header, IReadOnlyList<XElement> Entries, string RootNamespace, string ChannelNamespace, bool HasBase);
