using System.Globalization;
using System.Text.Json;
using Aggregator.Outputs.Feeds;
using Aggregator.Storage.Accounts;
using Aggregator.Storage.Reading;

namespace Aggregator.Outputs.GoogleReader;

/// <summary>An article as an item of a stream.</summary>
internal static class ItemJson
{
    public static string Microseconds(DateTimeOffset instant) => (instant.ToUnixTimeMilliseconds() * 1000).ToString(CultureInfo.InvariantCulture);

    public static void Write(Utf8JsonWriter json, MergedArticle article, MarkedArticle marks, FeedName? feed)
    {
        var row = article.Row;
        json.WriteStartObject();
        json.WriteString("id", ItemId.Long(row.Id));
        json.WriteString("crawlTimeMsec", row.SeenAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        json.WriteString("timestampUsec", Microseconds(row.SeenAt));
        json.WriteNumber("published", row.PublishedAt.ToUnixTimeSeconds());
        json.WriteNumber("updated", article.Updated.ToUnixTimeSeconds());
        json.WriteString("title", row.Title ?? "");
        json.WriteString("author", string.Join(", ", article.Authors.Select(author => author.Name ?? author.Email).OfType<string>()));
        WriteLinks(json, "canonical", row.Url);
        WriteLinks(json, "alternate", row.Url);
        json.WriteStartObject("summary");
        json.WriteString("content", article.Content ?? article.Summary ?? "");
        json.WriteEndObject();
        json.WriteTexts("categories", States(marks).Prepend(StreamName.ReadingList).Concat((feed?.TagList ?? []).Select(StreamName.Label)));
        json.WriteStartObject("origin");
        json.WriteString("streamId", StreamName.Feed(row.FeedId));
        json.WriteString("title", row.FeedName);
        json.WriteString("htmlUrl", feed?.SiteUrl ?? "");
        json.WriteEndObject();
        if (article.Enclosures.Count > 0)
        {
            json.WriteStartArray("enclosure");
            foreach (var enclosure in article.Enclosures)
            {
                json.WriteStartObject();
                json.WriteString("href", enclosure.Url);
                if (enclosure.Type is not null)
                    json.WriteString("type", enclosure.Type);
                if (enclosure.Length is { } length)
                    json.WriteNumber("length", length);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    public static IEnumerable<string> States(MarkedArticle marks)
    {
        if (marks.IsRead)
            yield return StreamName.Read;
        if (marks.IsStarred)
            yield return StreamName.Starred;
    }

    private static void WriteLinks(Utf8JsonWriter json, string name, string? url)
    {
        if (url is null)
            return;
        json.WriteStartArray(name);
        json.WriteStartObject();
        json.WriteString("href", url);
        if (name == "alternate")
            json.WriteString("type", "text/html");
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
