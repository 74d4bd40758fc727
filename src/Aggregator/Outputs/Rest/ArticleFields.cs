using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Aggregator.Storage;

namespace Aggregator.Outputs.Rest;

/// <summary>The members of an article that a caller can choose from.</summary>
internal static class ArticleFields
{
    public static readonly ImmutableArray<string> All =
    [
        "id", "feed", "feedUrl", "url", "title", "published", "updated", "seen", "changed", "revision", "language", "imageUrl", "commentsUrl",
        "summary", "content", "fullText", "authors", "categories", "enclosures", "tags", "story",
    ];

    /// <param name="json">Where a value is to come.</param>
    /// <param name="article">The article.</param>
    /// <param name="fields">All members when null; the number is always there.</param>
    public static void Write(Utf8JsonWriter json, ArticleRow article, IReadOnlyCollection<string>? fields)
    {
        if (fields is null)
        {
            ArticleJson.Write(json, article);
            return;
        }
        // Written whole and then cut: one place says what an article looks like.
        var whole = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(whole, JsonForms.Lines))
            ArticleJson.Write(writer, article);
        using var document = JsonDocument.Parse(whole.WrittenMemory);
        json.WriteStartObject();
        foreach (var member in document.RootElement.EnumerateObject().Where(member => member.Name == "id" || fields.Contains(member.Name)))
            member.WriteTo(json);
        json.WriteEndObject();
    }
}
