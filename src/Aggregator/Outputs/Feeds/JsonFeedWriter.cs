using System.Text.Json;
using Aggregator.Normalizing;

namespace Aggregator.Outputs.Feeds;

/// <summary>JSON Feed 1.1. It has no place for comments and for addresses of mail, and a summary is text.</summary>
internal static class JsonFeedWriter
{
    public static byte[] Write(MergedFeed feed)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, JsonForms.Lines))
        {
            json.WriteStartObject();
            json.WriteString("version", "https://jsonfeed.org/version/1.1");
            json.WriteString("title", feed.Title);
            Text(json, "home_page_url", feed.SiteUrl);
            Text(json, "feed_url", feed.SelfUrl);
            Text(json, "next_url", feed.NextUrl);
            if (feed.HubUrl is { } hub)
            {
                json.WriteStartArray("hubs");
                json.WriteStartObject();
                json.WriteString("type", "WebSub");
                json.WriteString("url", hub);
                json.WriteEndObject();
                json.WriteEndArray();
            }
            json.WriteStartArray("items");
            foreach (var article in feed.Articles)
                WriteItem(json, article);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return memory.ToArray();
    }

    private static void WriteItem(Utf8JsonWriter json, MergedArticle article)
    {
        var row = article.Row;
        json.WriteStartObject();
        json.WriteString("id", article.Id);
        Text(json, "url", row.Url);
        Text(json, "title", row.Title);
        Text(json, "summary", article.Summary is { } summary ? VisibleText.Of(summary) : null);
        // One of the two must be there.
        json.WriteString(article.Content is null ? "content_text" : "content_html", article.Content ?? "");
        Text(json, "image", row.ImageUrl);
        json.WriteString("date_published", JsonForms.Instant(row.PublishedAt));
        if (row.UpdatedAt is not null)
            json.WriteString("date_modified", JsonForms.Instant(article.Updated));
        Text(json, "language", row.Language);
        WriteAuthors(json, article.Authors);
        if (article.Categories.Count > 0)
        {
            json.WriteStartArray("tags");
            foreach (var category in article.Categories)
                json.WriteStringValue(category);
            json.WriteEndArray();
        }
        WriteAttachments(json, article.Enclosures);
        json.WriteStartObject("_aggregator");
        json.WriteString("feed", row.FeedName);
        json.WriteString("feed_url", Configuration.Redactor.Url(row.FeedUrl));
        Text(json, "comments_url", row.CommentsUrl);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteAuthors(Utf8JsonWriter json, IReadOnlyList<Person> authors)
    {
        if (!authors.Any(author => author.Name is not null || author.Url is not null))
            return;
        json.WriteStartArray("authors");
        foreach (var author in authors.Where(author => author.Name is not null || author.Url is not null))
        {
            json.WriteStartObject();
            Text(json, "name", author.Name);
            Text(json, "url", author.Url);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteAttachments(Utf8JsonWriter json, IReadOnlyList<Enclosure> enclosures)
    {
        if (enclosures.Count == 0)
            return;
        json.WriteStartArray("attachments");
        foreach (var enclosure in enclosures)
        {
            json.WriteStartObject();
            json.WriteString("url", enclosure.Url);
            // It must have one; this one says that nobody knows (RFC 2046 §4.5.1).
            json.WriteString("mime_type", enclosure.Type ?? "application/octet-stream");
            if (enclosure.Length is { } length)
                json.WriteNumber("size_in_bytes", length);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }
}
