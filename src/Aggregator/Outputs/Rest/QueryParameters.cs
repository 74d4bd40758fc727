using System.Collections.Immutable;
using Aggregator.Storage;

namespace Aggregator.Outputs.Rest;

/// <summary>All parameters of the API, each once.</summary>
internal static class QueryParameters
{
    public static readonly QueryParameter Feed = new("feed", new ParameterForm.Whole(1, long.MaxValue), "Of this feed, by its number: it carries the article, whichever feed brought it first.");
    public static readonly QueryParameter Tag = new("tag", new ParameterForm.Words(200), "With this tag: of a feed that carries the article, or given to the article by a rule.");
    public static readonly QueryParameter Source = new("source", new ParameterForm.Words(300), "Carried by a feed of this host, such as example.org.");
    public static readonly QueryParameter Story = new("story", new ParameterForm.Whole(1, long.MaxValue), "Of this story, by its number.");
    public static readonly QueryParameter Language = new("language", new ParameterForm.Words(35), "In this language; en finds en-GB, too.");
    public static readonly QueryParameter Since = new("since", new ParameterForm.Instant(), "Published at or after this instant.");
    public static readonly QueryParameter Until = new("until", new ParameterForm.Instant(), "Published before this instant.");
    public static readonly QueryParameter ChangedSince = new("since", new ParameterForm.Instant(), "Changed at or after this instant.");

    public static readonly QueryParameter Words = new(
        "q", new ParameterForm.Words(4_000), "Words to look for: \"a phrase\", begin*, -without, title:, author:, feed:, tag:, before:, after:. The articles stored last come first.");

    public static readonly QueryParameter Fields = new("fields", new ParameterForm.Choices(ArticleFields.All), "Only these members of each article, with commas between.");
    public static readonly QueryParameter Cursor = new("cursor", new ParameterForm.Place(), "The next page: what the page before has as next.");
    public static readonly QueryParameter Limit = new("limit", new ParameterForm.Whole(1, 500, 50), "At most so many.");
    public static readonly QueryParameter Health = new("health", new ParameterForm.Choice([.. FeedHealth.Words]), "Of this health.");
    public static readonly QueryParameter FeedTag = new("tag", new ParameterForm.Words(200), "With this tag.");
    public static readonly QueryParameter Host = new("host", new ParameterForm.Words(300), "On this host, such as example.org.");
    public static readonly QueryParameter FeedCursor = new("cursor", new ParameterForm.Whole(0, long.MaxValue), "The next page: what the page before has as next.");
    public static readonly QueryParameter HostCursor = new("cursor", new ParameterForm.Words(300), "The next page: what the page before has as next.");
    public static readonly QueryParameter After = new("after", new ParameterForm.Whole(0, long.MaxValue, 0), "After the change of this number: the cursor of the answer before, 0 for all there are.");
    public static readonly QueryParameter Wait = new("wait", new ParameterForm.Span(TimeSpan.FromSeconds(60)), "When there is nothing yet, wait so long for something, such as 30s.");
    public static readonly QueryParameter StreamAfter = new("after", new ParameterForm.Whole(0, long.MaxValue), "After the change of this number. The header Last-Event-ID goes before; with neither it begins now.");
    public static readonly QueryParameter Kind = new("kind", new ParameterForm.Choices(["created", "updated", "merged", "removed"]), "Only changes of these kinds, with commas between.");
    public static readonly QueryParameter StreamFeed = new("feed", new ParameterForm.Whole(1, long.MaxValue), "Only articles that this feed brought first, by its number.");
    public static readonly QueryParameter StreamLanguage = new("language", new ParameterForm.Words(35), "Only articles in this language; en finds en-GB, too.");
    public static readonly QueryParameter StreamTag = new("tag", new ParameterForm.Words(200), "Only articles with this tag.");

    public static readonly QueryParameter Content = new("content", new ParameterForm.Choice(["full", "summary"]), "Whole texts, or summaries only.");
    public static readonly QueryParameter Stories = new("stories", new ParameterForm.Choice(["all", "once"]), "once: of articles that tell the same news only the one that was published first.");
    public static readonly QueryParameter FeedLimit = new("limit", new ParameterForm.Whole(1, 200, 50), "At most so many on a page.");

    public static readonly QueryParameter Level = new("level", new ParameterForm.Choice(["info", "warn", "error"]), "Of this level or above.");
    public static readonly QueryParameter LogWords = new("q", new ParameterForm.Words(200), "With this text in the message, or in the name of who said it.");
    public static readonly QueryParameter LogFeed = new("feed", new ParameterForm.Words(200), "About feeds whose name or URL has this in it.");
    public static readonly QueryParameter LogHost = new("host", new ParameterForm.Words(200), "About hosts whose name has this in it.");
    public static readonly QueryParameter LogCursor = new("cursor", new ParameterForm.Whole(1, long.MaxValue), "The next page: what the page before has as next.");

    public static readonly ImmutableArray<QueryParameter> OfArticles = [Feed, Tag, Source, Story, Language, Since, Until, Words, Fields, Limit, Cursor];
}
