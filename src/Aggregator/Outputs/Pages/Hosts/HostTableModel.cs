using Aggregator.Storage.Reading;

namespace Aggregator.Outputs.Pages.Hosts;

/// <summary>One page of the table of hosts.</summary>
/// <param name="Query">What it shows, checked.</param>
/// <param name="Hosts">The page's.</param>
/// <param name="Total">Hosts on all pages.</param>
/// <param name="Number">Of the page, from 1 on.</param>
internal sealed record HostTableModel(HostListQuery Query, IReadOnlyList<HostEntry> Hosts, int Total, int Number);
