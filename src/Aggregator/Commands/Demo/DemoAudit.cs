using System.Globalization;
using Aggregator.Storage;
using Spectre.Console;

namespace Aggregator.Commands.Demo;

/// <summary>Holds what is stored against what was served, feed by feed, and prints both.</summary>
internal static class DemoAudit
{
    /// <summary>True when every feed's fate is as designed.</summary>
    public static bool Print(DemoSite site, FeedStore store, string dataDirectory)
    {
        var stored = store.List(TimeProvider.System.GetUtcNow()).ToDictionary(f => f.Url, StringComparer.Ordinal);
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("Feed", "Format", "Answers")
            .AddColumn(new TableColumn("Served").RightAligned()).AddColumn(new TableColumn("Stored").RightAligned())
            .AddColumn(new TableColumn("Revisions").RightAligned()).AddColumns("As designed", "Fate");
        var good = true;
        foreach (var feed in DemoScript.Feeds)
        {
            var ledger = site.Ledger(feed);
            var row = stored[site.Url(feed)];
            var asDesigned = row.Articles == ledger.Entries && row.Revisions == Revisions(feed, ledger);
            good &= asDesigned;
            table.AddRow(
                Markup.Escape(feed.Name), feed.Format, ledger.Answers,
                ledger.Entries.ToString(CultureInfo.InvariantCulture), row.Articles.ToString(CultureInfo.InvariantCulture),
                row.Revisions.ToString(CultureInfo.InvariantCulture), asDesigned ? "[green]yes[/]" : "[red]NO[/]", Markup.Escape(feed.Fate));
        }
        Terminal.Out.Write(table);

        // What Echo repeats must have become no articles of its own, whichever feed came first.
        var expected = DemoScript.Feeds.Where(f => f.Repeats is null).Sum(f => Distinct(site, f));
        var articles = store.CountArticles();
        good &= articles == expected;
        var writer = Terminal.Out.Profile.Out.Writer;
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{articles} articles of {expected} different stories served: {(articles == expected ? "no duplicates, nothing lost" : "NOT as designed")}"));
        writer.WriteLine($"The data stays at {dataDirectory}; look at it with: aggregator articles --data {dataDirectory}");
        return good;
    }

    private static int Revisions(DemoFeed feed, DemoLedger ledger) => feed.Repeats is null ? ledger.Corrections : 0;

    /// <summary>A repeated feed's stories count even when only the repeater was answered: its entries are a window of the same ones.</summary>
    private static int Distinct(DemoSite site, DemoFeed feed) => Math.Max(
        site.Ledger(feed).Entries, DemoScript.Feeds.Where(f => f.Repeats == feed.Path).Select(f => site.Ledger(f).Entries).DefaultIfEmpty(0).Max());
}
