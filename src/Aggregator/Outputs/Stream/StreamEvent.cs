using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Aggregator.Storage;

namespace Aggregator.Outputs.Stream;

/// <summary>A change as listeners get it, written once for all of them, with what they filter by.</summary>
internal sealed record StreamEvent(long Number, string Kind, long Feed, string? Language, IReadOnlyList<string> Tags, ReadOnlyMemory<byte> Text)
{
    /// <summary>An event of the HTML standard §9.2.6: our JSON has no line breaks.</summary>
    public static StreamEvent Of((ChangeRow Change, ArticleRow? Article) line)
    {
        var (change, article) = line;
        var text = new ArrayBufferWriter<byte>(1_024);
        text.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {change.Number}\nevent: {change.Kind}\ndata: ")));
        using (var json = new Utf8JsonWriter(text, JsonForms.Lines))
            ChangeJson.Write(json, change, article);
        text.Write("\n\n"u8);
        return new StreamEvent(
            change.Number, change.Kind, change.FeedId, article?.Language, article is null ? [] : JsonSerializer.Deserialize(article.Tags, StorageJson.Default.IEnumerableString)?.ToList() ?? [], text.WrittenMemory);
    }
}
