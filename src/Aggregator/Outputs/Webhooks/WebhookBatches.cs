using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Aggregator.Configuration;
using Aggregator.Storage;

namespace Aggregator.Outputs.Webhooks;

/// <summary>Cuts the stream of changes into batches for one receiver: by number, by size, and only what it wants to hear.</summary>
internal sealed class WebhookBatches(ChangeReader changes, WebhooksOptions options)
{
    private const int PageSize = 200;

    /// <summary>So many changes are looked through for one batch; behind them the cursor moves on even if none was for the receiver.</summary>
    private const int MostLookedAt = 5000;

    /// <summary>The next batch after a cursor, or null when there is no change. What was begun before ends where it ended then.</summary>
    public WebhookBatch? Next(WebhookEndpoint endpoint, long cursor, long? end)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var (last, count, at, cut) = (cursor, 0, DateTimeOffset.UnixEpoch, false);
        while (!cut && last - cursor < MostLookedAt && changes.Page(last, PageSize, end ?? long.MaxValue) is { Count: > 0 } page)
        {
            foreach (var (change, article) in page)
            {
                if (Concerns(endpoint, change, article))
                {
                    var before = buffer.WrittenCount;
                    var element = Element(change, article);
                    // What was begun is not cut anew: an article may have grown since.
                    cut = end is null && count > 0 && (count == options.BatchSize || before + element.Length > options.MaxBytes);
                    if (cut)
                        break;
                    if (count++ > 0)
                        buffer.Write(","u8);
                    buffer.Write(element);
                }
                (last, at) = (change.Number, change.At);
            }
        }
        return last == cursor ? null : new WebhookBatch(Id(endpoint.Name, cursor + 1, last), cursor + 1, last, count, Envelope("articles.changed", at, last, buffer.WrittenSpan));
    }

    /// <summary>A call that tells nothing, to see whether one arrives.</summary>
    public static WebhookBatch Test(WebhookEndpoint endpoint, DateTimeOffset now) =>
        new(string.Create(CultureInfo.InvariantCulture, $"test_{endpoint.Name}_{now.ToUnixTimeMilliseconds()}"), 0, 0, 0, Envelope("webhook.test", now, 0, []));

    private static string Id(string name, long first, long last) => string.Create(CultureInfo.InvariantCulture, $"changes_{name}_{first}_{last}");

    /// <summary>An article that is gone has no tags any more: whoever may have heard of it hears that.</summary>
    private static bool Concerns(WebhookEndpoint endpoint, ChangeRow change, ArticleRow? article)
    {
        if (!endpoint.Kinds.IsEmpty && !endpoint.Kinds.Contains(change.Kind))
            return false;
        return endpoint.Tags.IsEmpty || article is null || (JsonSerializer.Deserialize(article.Tags, StorageJson.Default.IEnumerableString) ?? []).Any(tag => endpoint.Tags.Contains(tag));
    }

    private static byte[] Element(ChangeRow change, ArticleRow? article)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, JsonForms.Lines))
            ChangeJson.Write(json, change, article);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The form that Standard Webhooks recommends: type, timestamp, data.</summary>
    private static ReadOnlyMemory<byte> Envelope(string type, DateTimeOffset at, long cursor, ReadOnlySpan<byte> elements)
    {
        var buffer = new ArrayBufferWriter<byte>(elements.Length + 200);
        using (var json = new Utf8JsonWriter(buffer, JsonForms.Lines))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteInstant("timestamp", at);
            json.WriteStartObject("data");
            json.WriteNumber("cursor", cursor);
            json.WritePropertyName("changes");
            json.WriteRawValue([.. "["u8, .. elements, .. "]"u8], skipInputValidation: true);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }
}
