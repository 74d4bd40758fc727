using Aggregator.Storage.Reading;

namespace Aggregator.Outputs.Pages.Hosts;

/// <summary>What the page of a host shows.</summary>
/// <param name="Host">The host.</param>
/// <param name="Feeds">Its first ones, by health.</param>
/// <param name="Total">How many feeds the table of feeds shows for it.</param>
/// <param name="Notice">What a form has just done; null without.</param>
/// <param name="Left">Whether that form left feeds: it takes so many at a time.</param>
internal sealed record HostModel(HostEntry Host, IReadOnlyList<FeedLine> Feeds, int Total, string? Notice, bool Left);
