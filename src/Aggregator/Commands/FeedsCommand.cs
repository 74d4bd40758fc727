using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Aggregator.Configuration;
using Aggregator.Outputs;
using Aggregator.Storage;
using Spectre.Console;

namespace Aggregator.Commands;

internal static class FeedsCommand
{
    public static Command Create()
    {
        var options = new WorkplaceArguments();
        var format = OutputFormat.Option(OutputFormat.Table, OutputFormat.Json);
        var command = new Command("feeds",
            """
            List the feeds: health, last and next poll, articles, last error. May be used while the daemon runs.

            Examples:
              aggregator feeds
              aggregator feeds --format json | jq '.[] | select(.health == "failing") | .url'
            """)
        {
            format,
        };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            if (Workplace.Load(arguments, options)?.OpenExistingDatabase() is not { } database)
                return 1;
            var feeds = new FeedStore(database).List(TimeProvider.System.GetUtcNow());
            if (arguments.GetValue(format) == OutputFormat.Json)
                WriteJson(feeds);
            else
                WriteTable(feeds, TimeProvider.System.GetUtcNow());
            return 0;
        });
        return command;
    }

    private static void WriteTable(IReadOnlyList<FeedSummary> feeds, DateTimeOffset now)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("Title", "Host", "Health", "Last poll", "Next poll")
            .AddColumn(new TableColumn("Articles").RightAligned())
            .AddColumn("Why, or what to do");
        foreach (var feed in feeds)
        {
            var next = feed.HostNotBefore > feed.NextPollAt ? feed.HostNotBefore.Value : feed.NextPollAt;
            table.AddRow(
                Markup.Escape(Shortened(feed.Name, 40)),
                Markup.Escape(feed.Host.EndsWith(":443", StringComparison.Ordinal) ? feed.Host[..^4] : feed.Host),
                Colored(feed.Health),
                feed.LastPollAt is { } last ? $"{Ago(now - last)} ago" : "never",
                feed.State != "active" ? "-" : next <= now ? "due" : $"in {Ago(next - now)}",
                feed.Articles.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(Shortened(FeedHealth.Why(feed), 60)));
        }
        Terminal.Out.Write(table);
    }

    private static void WriteJson(IEnumerable<FeedSummary> feeds)
    {
        using var stream = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(stream, JsonForms.Indented))
        {
            json.WriteStartArray();
            foreach (var feed in feeds)
                Write(json, feed);
            json.WriteEndArray();
        }
        stream.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, FeedSummary feed)
    {
        json.WriteStartObject();
        json.WriteNumber("id", feed.Id);
        json.WriteString("url", feed.Url);
        json.WriteString("title", feed.Name);
        json.WriteString("host", feed.Host);
        json.WriteString("health", feed.Health);
        json.WriteInstant("healthSince", FeedHealth.Since(feed));
        json.WriteString("healthWhy", FeedHealth.Why(feed));
        json.WriteString("healthNext", FeedHealth.WhatNext(feed));
        json.WriteTexts("tags", feed.TagList);
        json.WriteNumber("articles", feed.Articles);
        json.WriteNumber("revisions", feed.Revisions);
        json.WriteNumber("polls", feed.Polls);
        json.WriteNumber("gaps", feed.Gaps);
        json.WriteNumber("gapsClosed", feed.GapsClosed);
        json.WriteInstant("lastGapAt", feed.GapAt);
        json.WriteInstant("lastPollAt", feed.LastPollAt);
        json.WriteInstant("lastSuccessAt", feed.LastSuccessAt);
        json.WriteInstant("lastNewAt", feed.LastNewAt);
        json.WriteInstant("nextPollAt", feed.NextPollAt);
        json.WriteString("nextPollReason", feed.NextPollReason);
        json.WriteString("nextPollWhy", feed.NextPollWhy);
        json.WriteInstant("goneAt", feed.GoneAt);
        json.WriteString("movedTo", feed.MovedTo);
        json.WriteInstant("hostHeldUntil", feed.HostNotBefore);
        json.WriteNumber("failures", feed.Failures);
        json.WriteString("failureClass", feed.FailureClass);
        json.WriteString("failureReason", feed.FailureReason);
        json.WriteEndObject();
    }

    private static string Colored(string health) => health switch
    {
        FeedHealth.Healthy => "[green]healthy[/]",
        FeedHealth.Failing or FeedHealth.Gone or FeedHealth.Late => $"[red]{health}[/]",
        FeedHealth.New or FeedHealth.Throttled or FeedHealth.Moved or FeedHealth.Quiet => $"[yellow]{health}[/]",
        _ => $"[grey]{health}[/]",
    };

    /// <summary>The two largest units at most.</summary>
    private static string Ago(TimeSpan time) => Durations.Format(time switch
    {
        { TotalDays: >= 1 } => TimeSpan.FromHours(Math.Round(time.TotalHours)),
        { TotalHours: >= 1 } => TimeSpan.FromMinutes(Math.Round(time.TotalMinutes)),
        _ => TimeSpan.FromSeconds(Math.Round(time.TotalSeconds)),
    });

    private static string Shortened(string text, int length) => text.Length <= length ? text : $"{text[..(length - 1)]}…";
}
