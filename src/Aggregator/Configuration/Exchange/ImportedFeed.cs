using System.Collections.Immutable;

namespace Aggregator.Configuration.Exchange;

/// <summary>A feed as another program knew it, fit for a list.</summary>
internal sealed record ImportedFeed(string Url, string? Title, ImmutableArray<string> Tags);
