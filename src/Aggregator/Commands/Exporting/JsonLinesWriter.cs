using System.Text.Json;
using Aggregator.Storage;

namespace Aggregator.Commands.Exporting;

/// <summary>One JSON object a change and line.</summary>
internal sealed class JsonLinesWriter(Stream stream) : IChangeWriter
{
    public void Write(ChangeRow change, ArticleRow? article)
    {
        using (var json = new Utf8JsonWriter(stream, JsonForms.Lines))
        {
            json.WriteStartObject();
            json.WriteNumber("number", change.Number);
            json.WriteString("kind", change.Kind);
            json.WriteInstant("at", change.At);
            json.WriteNumber("articleId", change.ArticleId);
            json.WriteNumber("revision", change.Revision);
            if (change.Detail is { } detail)
            {
                json.WritePropertyName("detail");
                json.WriteRawValue(detail);
            }
            if (article is not null)
            {
                json.WritePropertyName("article");
                ArticleJson.Write(json, article);
            }
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
    }

    public void Dispose()
    {
    }
}
