using System.Collections.Immutable;

namespace Aggregator.Outputs.Pages;

/// <summary>The pages in the order of the navigation. A new page is one line here; tests that walk all pages find it by itself.</summary>
internal static class PageTable
{
    public static readonly ImmutableArray<PageEntry> Reserved =
    [
        new("/", "Overview", Overview.OverviewEndpoint.Map),
        new("/feeds", "Feeds", FeedTable.FeedTableEndpoints.Map),
        new("/hosts", "Hosts"),
        new("/articles", "Articles"),
        new("/stories", "Stories"),
        new("/jobs", "Jobs"),
        new("/lists", "Lists"),
        new("/log", "Log"),
    ];

    public static readonly ImmutableArray<PageEntry> Entries = [.. Reserved.Where(entry => entry.Map is not null)];
}
