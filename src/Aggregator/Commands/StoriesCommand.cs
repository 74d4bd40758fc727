using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Aggregator.Outputs;
using Aggregator.Storage.Stories;
using Spectre.Console;

namespace Aggregator.Commands;

internal static class StoriesCommand
{
    public static Command Create()
    {
        var options = new WorkplaceArguments();
        var since = SinceArgument.Option("Only stories that got an article");
        var limit = new Option<int>("--limit") { Description = "At most so many", HelpName = "N", DefaultValueFactory = _ => 30 };
        var format = OutputFormat.Option(OutputFormat.Table, OutputFormat.Json, OutputFormat.JsonLines);
        var command = new Command("stories",
            """
            List stories: articles of several feeds that tell the same news, those of most feeds first. May be used while the daemon runs.

            Articles join a story because their text is a copy of a member's (NearDuplicate) or tells of the same event in own words (SameEvent).

            Examples:
              aggregator stories --since 24h
              aggregator stories --since 7d --format jsonl | jq -r '.members[].url'
            """)
        {
            since,
            limit,
            format,
        };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            if (Workplace.Load(arguments, options)?.OpenExistingDatabase() is not { } database)
                return 1;
            if (!SinceArgument.TryRead(arguments.GetValue(since), TimeProvider.System.GetUtcNow(), out var from))
                return 1;
            Write(new StoryStore(database).Largest(from, Math.Max(0, arguments.GetValue(limit))), arguments.GetValue(format)!);
            return 0;
        });
        return command;
    }

    private static void Write(IReadOnlyList<StorySummary> stories, string format)
    {
        if (format == OutputFormat.Table)
            WriteTable(stories);
        else
            JsonOutput.Write(stories, format, WriteJson);
    }

    private static void WriteTable(IReadOnlyList<StorySummary> stories)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("Feeds").RightAligned()).AddColumns("Story", "Published", "Title", "In");
        foreach (var story in stories)
        {
            table.AddRow(
                story.Sources.ToString(CultureInfo.InvariantCulture),
                story.Id.ToString(CultureInfo.InvariantCulture),
                story.PublishedAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                Markup.Escape(story.Title ?? story.Url ?? "(no title)"),
                Markup.Escape(string.Join(", ", story.Members.Select(m => m.FeedName).Distinct().Take(6))));
        }
        Terminal.Out.Write(table);
    }

    private static void WriteJson(Utf8JsonWriter json, StorySummary story)
    {
        json.WriteStartObject();
        json.WriteNumber("id", story.Id);
        json.WriteString("title", story.Title);
        json.WriteString("url", story.Url);
        json.WriteInstant("published", story.PublishedAt);
        json.WriteInstant("changed", story.ChangedAt);
        json.WriteNumber("representative", story.RepresentativeId);
        json.WriteNumber("sources", story.Sources);
        json.WriteStartArray("members");
        foreach (var member in story.Members)
        {
            json.WriteStartObject();
            json.WriteNumber("article", member.ArticleId);
            json.WriteString("feed", member.FeedName);
            json.WriteString("url", member.Url);
            json.WriteString("title", member.Title);
            json.WriteInstant("published", member.PublishedAt);
            json.WriteString("reason", member.Reason);
            json.WriteNumber("score", member.Score);
            if (member.MatchId is { } match)
                json.WriteNumber("match", match);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
