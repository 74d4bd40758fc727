using System.Text.Json;
using Aggregator.Storage;

namespace Aggregator.Outputs;

/// <summary>One article as a JSON object, in the words of the parsing contract where it has them.</summary>
internal static class ArticleJson
{
    public static void Write(Utf8JsonWriter json, ArticleRow article)
    {
        json.WriteStartObject();
        WriteMembers(json, article);
        json.WriteEndObject();
    }

    /// <summary>Without the braces: for objects that say more of it.</summary>
    public static void WriteMembers(Utf8JsonWriter json, ArticleRow article)
    {
        json.WriteNumber("id", article.Id);
        json.WriteString("feed", article.FeedName);
        json.WriteString("feedUrl", article.FeedUrl);
        json.WriteString("url", article.Url);
        json.WriteString("title", article.Title);
        json.WriteInstant("published", article.PublishedAt);
        json.WriteInstant("updated", article.UpdatedAt);
        json.WriteInstant("seen", article.SeenAt);
        json.WriteInstant("changed", article.ChangedAt);
        json.WriteNumber("revision", article.Revision);
        json.WriteString("language", article.Language);
        json.WriteString("imageUrl", article.ImageUrl);
        json.WriteString("commentsUrl", article.CommentsUrl);
        json.WriteString("summary", article.Summary);
        json.WriteString("content", article.Content);
        if (article.FullText is { } text)
            json.WriteString("fullText", text);
        // Stored as JSON by ourselves: written through as they are.
        WriteStored(json, "authors", article.Authors);
        WriteStored(json, "categories", article.Categories);
        WriteStored(json, "enclosures", article.Enclosures);
        WriteStored(json, "tags", article.Tags);
        if (article.StoryId is { } story)
        {
            json.WriteStartObject("story");
            json.WriteNumber("id", story);
            json.WriteString("reason", article.StoryReason);
            json.WriteNumber("score", article.StoryScore);
            json.WriteEndObject();
        }
    }

    private static void WriteStored(Utf8JsonWriter json, string name, string stored)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(stored, skipInputValidation: true);
    }
}
