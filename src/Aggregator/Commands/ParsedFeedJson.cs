using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Aggregator.Normalizing;
using Aggregator.Parsing;

namespace Aggregator.Commands;

/// <summary>
/// One parsed document as one JSON object: what <c>aggregator parse</c> prints. Fields are as the pipeline would store them, except that URLs which it
/// would not store (relative ones of a document without URL, other schemes) are shown as the document has them.
/// </summary>
internal static class ParsedFeedJson
{
    /// <summary>Other scripts and markup stay readable; the output is for pipes and terminals, never for a script element.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Utf8JsonWriter json, ParseOutcome outcome, Normalizer normalizer)
    {
        switch (outcome)
        {
            case ParseOutcome.Parsed parsed:
                WriteFeed(json, parsed.Feed, normalizer);
                break;
            case ParseOutcome.Empty:
                WriteError(json, "empty", "The document is empty.");
                break;
            case ParseOutcome.NotAFeed other:
                WriteError(json, "not_a_feed", other.Reason);
                break;
            case ParseOutcome.Unparseable broken:
                WriteError(json, "unparseable", broken.Reason);
                break;
            default:
                throw new InvalidOperationException("an outcome that does not exist");
        }
    }

    public static void WriteError(Utf8JsonWriter json, string code, string message)
    {
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteString("code", code);
        json.WriteString("message", message);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFeed(Utf8JsonWriter json, ParsedFeed feed, Normalizer normalizer)
    {
        var header = normalizer.NormalizeHeader(feed);
        json.WriteStartObject();
        json.WriteString("format", feed.Format);
        json.WriteString("encoding", feed.Encoding);
        json.WriteString("id", feed.Id);
        json.WriteString("title", header.Title);
        json.WriteString("description", header.Description);
        json.WriteString("siteUrl", header.SiteUrl ?? feed.SiteUrl);
        json.WriteString("feedUrl", header.FeedUrl ?? feed.FeedUrl);
        json.WriteString("hubUrl", header.HubUrl ?? feed.HubUrl);
        json.WriteString("nextPageUrl", header.NextPageUrl ?? feed.NextPageUrl);
        json.WriteString("language", header.Language);
        json.WriteString("updated", Date(feed.Updated));
        json.WriteString("imageUrl", header.ImageUrl ?? feed.ImageUrl);
        json.WriteString("iconUrl", header.IconUrl ?? feed.IconUrl);
        WriteNumber(json, "ttlMinutes", feed.TtlMinutes);
        WriteAuthors(json, header.Authors);
        WriteStrings(json, "categories", header.Categories);
        json.WriteStartArray("entries");
        foreach (var entry in feed.Entries)
            WriteEntry(json, entry, normalizer.Normalize(entry));
        json.WriteEndArray();
        WriteDiagnostics(json, feed.Diagnostics);
        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, ParsedEntry entry, ArticleDraft draft)
    {
        json.WriteStartObject();
        json.WriteString("id", entry.Id);
        json.WriteString("url", draft.Url ?? entry.Url);
        json.WriteString("title", draft.Title);
        json.WriteString("summary", draft.Summary);
        json.WriteString("content", draft.Content);
        json.WriteString("published", Date(draft.Published));
        json.WriteString("updated", Date(draft.Updated));
        json.WriteString("language", draft.Language);
        json.WriteString("imageUrl", draft.ImageUrl ?? entry.ImageUrl);
        json.WriteString("commentsUrl", draft.CommentsUrl ?? entry.CommentsUrl);
        WriteAuthors(json, draft.Authors);
        WriteStrings(json, "categories", draft.Categories);
        json.WriteStartArray("enclosures");
        foreach (var enclosure in entry.Enclosures)
        {
            json.WriteStartObject();
            json.WriteString("url", enclosure.Url);
            json.WriteString("type", enclosure.Type);
            WriteNumber(json, "length", enclosure.Length);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (draft.Extra is { } extra)
        {
            json.WritePropertyName("extra");
            json.WriteRawValue(extra);
        }

        json.WriteEndObject();
    }

    private static void WriteAuthors(Utf8JsonWriter json, ImmutableArray<Person> authors)
    {
        json.WriteStartArray("authors");
        foreach (var author in authors)
        {
            json.WriteStartObject();
            json.WriteString("name", author.Name);
            json.WriteString("email", author.Email);
            json.WriteString("url", author.Url);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, ImmutableArray<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void WriteDiagnostics(Utf8JsonWriter json, ImmutableArray<Diagnostic> diagnostics)
    {
        json.WriteStartArray("diagnostics");
        foreach (var diagnostic in diagnostics)
        {
            json.WriteStartObject();
            json.WriteString("code", diagnostic.Code.ToString());
            json.WriteString("detail", diagnostic.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    private static string? Date(DateTimeOffset? date) => date?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
