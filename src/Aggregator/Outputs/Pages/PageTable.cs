using System.Collections.Immutable;

namespace Aggregator.Outputs.Pages;

/// <summary>The pages in the order of the navigation. A new page is one line here; tests that walk all pages find it by itself.</summary>
internal static class PageTable
{
    public static readonly ImmutableArray<PageEntry> Reserved =
    [
        new("/", "Overview", Overview.OverviewEndpoint.Map),
        new("/feeds", "Feeds", FeedTable.FeedTableEndpoints.Map),
        new("/hosts", "Hosts", Hosts.HostEndpoints.Map),
        new("/articles", "Articles", Articles.ArticleEndpoints.Map),
        new("/stories", "Stories", Stories.StoryEndpoints.Map),
        new("/jobs", "Jobs", Jobs.JobsEndpoint.Map),
        new("/lists", "Lists", Lists.ListsEndpoint.Map),
        new("/log", "Log", Log.LogEndpoint.Map),
    ];

    public static readonly ImmutableArray<PageEntry> Entries = [.. Reserved.Where(entry => entry.Map is not null)];
}
