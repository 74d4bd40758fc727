using System.Globalization;
using Aggregator.Configuration;
using Aggregator.Storage;
using Spectre.Console;

namespace Aggregator.Commands.Listing;

/// <summary>Feeds for people, a line each.</summary>
internal static class FeedsTable
{
    public static void Write(IReadOnlyCollection<FeedSummary> feeds, DateTimeOffset now)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn(new TableColumn("Feed").RightAligned())
            .AddColumns("Title", "Host", "Health", "Last poll", "Next poll")
            .AddColumn(new TableColumn("Articles").RightAligned())
            .AddColumn("Why, or what to do");
        foreach (var feed in feeds)
        {
            var next = FeedSelection.NextPoll(feed);
            table.AddRow(
                feed.Id.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(Shortened(feed.Name, 40)),
                Markup.Escape(HostWords.Short(feed.Host)),
                HealthWord.Colored(feed.Health, feed.Health),
                feed.LastPollAt is { } last ? $"{Ago(now - last)} ago" : "never",
                feed.State != "active" ? "-" : next <= now ? "due" : $"in {Ago(next - now)}",
                feed.Articles.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(Shortened(FeedHealth.Why(feed), 60)));
        }
        Terminal.Out.Write(table);
    }

    /// <summary>The two largest units at most.</summary>
    private static string Ago(TimeSpan time) => Durations.Format(time switch
    {
        { TotalDays: >= 1 } => TimeSpan.FromHours(Math.Round(time.TotalHours)),
        { TotalHours: >= 1 } => TimeSpan.FromMinutes(Math.Round(time.TotalMinutes)),
        _ => TimeSpan.FromSeconds(Math.Round(time.TotalSeconds)),
    });

    private static string Shortened(string text, int length) => text.Length <= length ? text : $"{text[..(length - 1)]}…";
}
