using Aggregator.Storage.Reading;

namespace Aggregator.Outputs.Pages.FeedTable;

/// <summary>One page of the table of feeds.</summary>
/// <param name="Query">What it shows, checked.</param>
/// <param name="Feeds">The page's.</param>
/// <param name="Total">Feeds on all pages.</param>
/// <param name="Number">Of the page, from 1 on.</param>
/// <param name="Tags">To choose from.</param>
/// <param name="Notice">What a form has just done; null without.</param>
internal sealed record FeedTableModel(FeedListQuery Query, IReadOnlyList<FeedLine> Feeds, int Total, int Number, IReadOnlyList<string> Tags, string? Notice);
