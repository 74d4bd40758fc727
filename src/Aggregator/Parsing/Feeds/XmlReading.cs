using System.Collections.Immutable;

namespace Aggregator.Parsing.Feeds;

/// <summary>A feed with what can be said of reading it.</summary>
/// <param name="Feed">The feed.</param>
/// <param name="ChannelLink">What URLs of RSS entries are relative to, when the channel says it.</param>
/// <param name="IsSound">For each entry, whether reading it had nothing to note.</param>
internal sealed record XmlReading(ParsedFeed Feed, Uri? ChannelLink, ImmutableArray<bool> IsSound);
