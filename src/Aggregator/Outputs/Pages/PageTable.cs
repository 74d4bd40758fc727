using System.Collections.Immutable;

namespace Aggregator.Outputs.Pages;

/// <summary>The pages in the order of the navigation. A new page is one line here; tests that walk all pages find it by itself.</summary>
internal static class PageTable
{
    public static readonly ImmutableArray<PageEntry> Reserved =
    [
        new("/", "Overview", Overview.OverviewPage.Map),
        new("/feeds", "Feeds", FeedTable.FeedTablePage.Map),
        new("/hosts", "Hosts", Hosts.HostTablePage.Map),
        new("/articles", "Articles", Articles.ArticleTablePage.Map),
        new("/stories", "Stories", Stories.StoryTablePage.Map),
        new("/jobs", "Jobs", Jobs.JobTablePage.Map),
        new("/lists", "Lists", Lists.ListsPage.Map),
        new("/log", "Log", Log.LogPage.Map),
    ];

    public static readonly ImmutableArray<PageEntry> Entries = [.. Reserved.Where(entry => entry.Map is not null)];
}
