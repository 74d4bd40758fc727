using System.CommandLine;
using System.Text.Json;
using Aggregator.Configuration;
using Aggregator.Outputs;
using Aggregator.Polling;
using Aggregator.Storage;

namespace Aggregator.Commands;

internal static class RulesCommand
{
    public static Command Create()
    {
        var options = new WorkplaceArguments();
        var dryRun = new Option<bool>("--dry-run") { Description = "Ask the rules about stored articles; change nothing" };
        var limit = new Option<int>("--limit") { Description = "How many of the newest articles to ask about", DefaultValueFactory = _ => 1000 };
        var format = OutputFormat.Option(OutputFormat.Text, OutputFormat.Json);
        var command = new Command("rules",
            """
            List the keep, drop and tag rules of the feed lists, or, with --dry-run, show what they would have done to the newest stored articles: edit the
            rules, look, and edit again, before anything is in force. Rules are asked once, when an entry comes; articles that are stored stay as they are.

            Examples:
              aggregator rules
              aggregator rules --dry-run --config ./edited
              aggregator rules --dry-run --format json | jq '.effects[] | select(.drop) | .title'
            """)
        {
            dryRun,
            limit,
            format,
        };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            if (Workplace.Load(arguments, options) is not { } workplace || workplace.LoadCatalog() is not { } catalog)
                return 1;
            if (!arguments.GetValue(dryRun))
            {
                List(catalog);
                return 0;
            }

            if (workplace.OpenExistingDatabase() is not { } database)
                return 1;
            var articles = new ArticleStore(database).Newest(new ArticleFilter { Limit = Math.Max(0, arguments.GetValue(limit)) });
            var effects = articles.Select(article => (Article: article, Feed: catalog.Find(article.FeedUrl)))
                .Where(pair => pair.Feed is not null)
                .Select(pair => RuleEffect.Of(pair.Feed!, pair.Article))
                .Where(effect => !effect.IsNone).ToList();
            if (arguments.GetValue(format) == OutputFormat.Json)
                WriteJson(articles.Count, effects);
            else
                WriteText(articles.Count, effects);
            return 0;
        });
        return command;
    }

    private static void List(Catalog catalog)
    {
        var rules = catalog.Feeds
            .SelectMany(feed => feed.Keep.Select(rule => $"keep {rule}").Concat(feed.Drop.Select(rule => $"drop {rule}")).Concat(feed.Tag.Select(tag => $"tag {tag.Tag} when {tag.Rule}")))
            .CountBy(rule => rule).ToList();
        foreach (var (rule, feeds) in rules)
            Line($"{rule}  ({feeds} {(feeds == 1 ? "feed" : "feeds")})");
        Line($"{rules.Count} {(rules.Count == 1 ? "rule" : "rules")}.");
    }

    private static void WriteText(int asked, List<RuleEffect> effects)
    {
        foreach (var effect in effects)
        {
            var tags = string.Concat(effect.NewTags.Select(tag => $" +{tag}").Concat(effect.LostTags.Select(tag => $" -{tag}")));
            Line($"{(effect.DropReason is null ? "tag " : "drop")} {effect.Article.FeedName}: \"{effect.Article.Title ?? Redactor.Url(effect.Article.Url ?? "")}\"  ({effect.DropReason ?? tags.TrimStart()})");
        }

        var dropped = effects.Count(effect => effect.DropReason is not null);
        Line($"Of {asked} articles, {dropped} would have been dropped and {effects.Count - dropped} tagged otherwise.");
    }

    private static void WriteJson(int asked, List<RuleEffect> effects)
    {
        using var stream = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(stream, JsonForms.Indented))
        {
            json.WriteStartObject();
            json.WriteNumber("asked", asked);
            json.WriteStartArray("effects");
            foreach (var effect in effects)
            {
                json.WriteStartObject();
                json.WriteNumber("article", effect.Article.Id);
                json.WriteString("feed", effect.Article.FeedName);
                json.WriteString("title", effect.Article.Title);
                json.WriteString("url", effect.Article.Url);
                json.WriteString("drop", effect.DropReason);
                json.WriteTexts("newTags", effect.NewTags);
                json.WriteTexts("lostTags", effect.LostTags);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
    }

    private static void Line(string text) => Terminal.Out.Profile.Out.Writer.WriteLine(text);
}
